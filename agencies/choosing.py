"""Which agency a cell of a sheet names: by recognising it, or as the user decided on the preview."""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _

from agencies.matching import Recogniser, refusal
from agencies.models import Agency, AgencyName, NameKind
from awardsportal.spreadsheets.columns import several_names
from awardsportal.spreadsheets.outcomes import Proposal, RowOutcome
from awardsportal.thai.text import fold

PROPOSED = 6


class NewAgencyForm(forms.ModelForm):
    """What a new agency needs that a sheet only names."""

    parent = forms.ModelChoiceField(
        Agency.objects.ministries(), label=Agency._meta.get_field("parent").verbose_name, required=False
    )

    class Meta:
        model = Agency
        fields = ["name_th", "code", "kind", "parent"]


class Choice(NamedTuple):
    """The agency that a text stands for, its name as announced if the text is one; else what to ask."""

    agency: Agency | None
    name: str = ""
    refusal: str = ""
    proposals: tuple = ()
    form: NewAgencyForm | None = None


class AgencyChooser:
    """Finds the agencies that a sheet names, makes those that the user decided to make, learns aliases."""

    def __init__(self, resource):
        self.resource = resource
        self.recogniser = Recogniser()
        self.chosen, self.new, self.aliases = {}, {}, {}
        former = AgencyName.objects.filter(kind=NameKind.FORMER)
        self.renamed = set(former.values_list("agency", flat=True))

    def choose(self, reading, name):
        """The Choice for a row's cell; an unsure one is a problem, and asked about where that helps."""
        text = reading.get(name)
        choice = self.chosen.get(text)
        if choice is None:
            choice = self.chosen[text] = self.decided(name, text) or self.recognised(text)
        if choice.agency is None and choice.form is None:
            reading.problem(name, choice.refusal)
        elif choice.agency is None:
            self.resource.ask(reading, name, choice.refusal, choice.proposals, choice.form)
        elif text != choice.agency.name_th:
            self.resource.echo(name, text, choice.agency.name_th)
        return choice

    def recognised(self, text):
        """What the recogniser makes of a text."""
        match = self.recogniser.recognise(text)
        if match.agency:
            return Choice(match.agency, match.name)
        if several := several_names(text):
            return Choice(None, "", several)
        proposals = tuple(proposal(candidate.agency) for candidate in match.candidates[:PROPOSED])
        return Choice(None, "", refusal(match), proposals, NewAgencyForm(initial={"name_th": text}))

    def decided(self, name, text):
        """What the user decided that the text stands for, or None."""
        decision = self.resource.decided(name, text)
        if decision is None:
            return None
        choice = self.make(text, decision["new"]) if "new" in decision else self.taken(text, decision["is"])
        if choice and choice.agency:
            self.resource.tell_decision(name, text, str(choice.agency))
        return choice

    def taken(self, text, code):
        """The agency with this code, which the text becomes an alias of; None if it is no longer there."""
        agency = self.recogniser.coded(code)
        if agency is None:
            return None
        if not AgencyName.objects.filter(agency=agency, fold=fold(text)).exists():
            self.aliases[fold(text)] = AgencyName(agency=agency, kind=NameKind.ALIAS, name=text)
        return Choice(agency)

    def make(self, text, typed):
        """The agency that the user wants made for a text; why not, and the form again, if it cannot be."""
        form = NewAgencyForm(typed)
        if not form.is_valid():
            return Choice(None, "", _("The new agency cannot be made like this. See its form."), (), form)
        agency = self.new.setdefault(form.cleaned_data["code"], form.save(commit=False))
        self.recogniser.learn(agency)
        return Choice(agency, text if fold(text) == fold(agency.name_th) else "")

    def names_on(self, agency, day):
        """An agency's names in Thai and English on a day, without a question to the database for most."""
        return agency.names_on(day) if agency.pk in self.renamed else (agency.name_th, agency.name_en)

    def outcomes(self):
        """The agencies that are made and the aliases that are learnt, as outcomes."""
        for agency in self.new.values():
            name = f"{agency._meta.verbose_name}: {agency} ({agency.code})"
            yield RowOutcome(None, "new", name, [], (agency.code, agency.kind, agency.parent_id))
        for alias in self.aliases.values():
            told = _("“%(text)s” stands for %(agency)s") % {"text": alias.name, "agency": alias.agency}
            name = f"{alias._meta.verbose_name}: {told}"
            yield RowOutcome(None, "new", name, [], (alias.agency_id, alias.fold))

    def save(self):
        """Save them, with the import in their history."""
        for row in (*self.new.values(), *self.aliases.values()):
            self.resource.trace(row).save()


def proposal(agency):
    """An agency as a proposal, with what tells it from others."""
    above = agency.province or agency.ministry()
    return Proposal(
        agency.code, agency.name_th, " · ".join(filter(None, [agency.code, above and str(above)]))
    )

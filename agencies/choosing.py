"""Which agency a cell of a sheet names: by recognising it, or as the user decided on the preview."""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _

from agencies.matching import Recogniser, refusal
from agencies.models import Agency, AgencyName, NameKind
from awardsportal.spreadsheets.outcomes import Proposal, RowOutcome
from awardsportal.thai.text import fold


class NewAgencyForm(forms.ModelForm):
    """What a new agency needs that a sheet only names."""

    class Meta:
        model = Agency
        fields = ["name_th", "code", "kind", "parent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Agency.objects.ministries()


class Choice(NamedTuple):
    """The agency that a text stands for, or None and why; and its name as announced, if the text is one."""

    agency: Agency | None
    name: str = ""
    refusal: str = ""
    proposals: tuple = ()


class AgencyChooser:
    """Finds the agencies that a sheet names, makes those that the user decided to make, learns aliases."""

    def __init__(self, resource):
        self.resource = resource
        self.recogniser = Recogniser()
        self.chosen, self.new, self.aliases = {}, {}, {}
        former = AgencyName.objects.filter(kind=NameKind.FORMER)
        self.renamed = set(former.values_list("agency", flat=True))

    def choose(self, reading, name):
        """The Choice for a row's cell; one that is not sure is asked about, and is a problem until then."""
        text = reading.get(name)
        choice = self.chosen.get(text)
        if choice is None:
            choice = self.chosen[text] = self.decided(reading, name) or self.recognised(text)
        if choice.agency is None:
            form = NewAgencyForm(initial={"name_th": text})
            self.resource.ask(reading, name, choice.refusal, choice.proposals, form)
        elif text != choice.agency.name_th:
            self.resource.echo(name, text, choice.agency.name_th)
        return choice

    def recognised(self, text):
        """What the recogniser makes of a text."""
        match = self.recogniser.recognise(text)
        if match.agency:
            return Choice(match.agency, match.name)
        found = match.candidates or self.recogniser.nearest(text)
        return Choice(
            None, refusal=refusal(text, match, self.recogniser), proposals=tuple(map(proposal, found))
        )

    def decided(self, reading, name):
        """What the user decided that the text stands for, or None."""
        text, decision = reading.get(name), self.resource.decided(name, reading.get(name))
        if decision is None:
            return None
        if "new" in decision:
            return self.make(text, decision["new"])
        agency = Agency.objects.filter(code=decision["is"]).first()
        if agency is None:
            return None
        agency = self.recogniser.saved[agency.pk]
        if not AgencyName.objects.filter(agency=agency, fold=fold(text)).exists():
            self.aliases[fold(text)] = AgencyName(agency=agency, kind=NameKind.ALIAS, name=text)
        return Choice(agency)

    def make(self, text, typed):
        """The agency that the user wants made for a text."""
        form = NewAgencyForm(typed)
        if not form.is_valid():
            messages = " ".join(message for messages in form.errors.values() for message in messages)
            return Choice(None, refusal=messages)
        agency = self.new.setdefault(fold(text), form.save(commit=False))
        self.recogniser.learn(agency)
        return Choice(agency, text if fold(text) == fold(agency.name_th) else "")

    def names_on(self, agency, day):
        """An agency's names in Thai and English on a day, without a question to the database for most."""
        return agency.names_on(day) if agency.pk in self.renamed else (agency.name_th, agency.name_en)

    def outcomes(self):
        """The agencies that are made and the aliases that are learnt, as outcomes."""
        for agency in self.new.values():
            yield RowOutcome(None, "new", f"{agency._meta.verbose_name}: {agency} ({agency.code})", [])
        for alias in self.aliases.values():
            name = _("“%(text)s” stands for %(agency)s") % {"text": alias.name, "agency": alias.agency}
            yield RowOutcome(None, "new", f"{alias._meta.verbose_name}: {name}", [])

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

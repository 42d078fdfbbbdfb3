"""How winners are found, made and changed by the rows of a sheet, which makes a ceremony from nothing."""

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from agencies.choosing import AgencyChooser, Choice
from awards.checks import ALIKE
from awards.models import Category, Winner
from awards.publishing import why_frozen
from awards.sheets.editions import Editions
from awards.sheets.winner_sheet import PERSON_FIELDS, WinnerSheet, office
from awardsportal.limits import LARGEST_SMALL
from awardsportal.shown import day
from awardsportal.spreadsheets.outcomes import RowOutcome
from awardsportal.thai.text import fold

PLAIN_FIELDS = (
    "agency_name_en",
    "position_en",
    "rank",
    "score",
    "received_by",
    "citation_th",
    "citation_en",
    "source",
)
NO_AGENCY = Choice(None)


class WinnerResource(WinnerSheet):
    """Winners, found again by their reference, or else by category, agency and person."""

    kind = "winners"
    update_fields = (
        "category",
        "agency",
        "agency_name_th",
        *PERSON_FIELDS,
        "position_th",
        "acting",
        *PLAIN_FIELDS,
    )

    class Meta:
        model = Winner

    def filter_export(self, queryset, **kwargs):
        """The winners with all that their columns show, in one query."""
        return queryset.select_related("category__ceremony", "category__award", "agency__parent")

    def prepare(self):
        """Load ceremonies, categories, agencies and the winners that the rows may be about."""
        self.editions = Editions(self)
        self.agencies = AgencyChooser(self)
        self.by_key, self.by_ref, self.row_of, self.last_place = {}, {}, {}, Counter()
        self.seen = set()
        saved, known = self.agencies.recogniser.saved, self.editions.known
        for winner in self.winners():
            # What was saved a moment ago is not among them, and is asked for.
            winner.agency = saved.get(winner.agency_id) or winner.agency
            winner.category = known.get(winner.category_id) or winner.category
            self.by_key[recipient(winner)] = self.by_ref[winner.ref] = winner
            place = self.last_place[id(winner.category)]
            self.last_place[id(winner.category)] = max(place, winner.order)
        self.nameless = {key[:2] for key, winner in self.by_key.items() if winner.anonymised_at}

    def winners(self):
        """The stored winners of the sheet's ceremonies, and those that it names by reference."""
        ceremonies = [ceremony.pk for ceremony in self.editions.ceremonies.values()]
        refs = {reading.get("ref") for reading in self.readings} - {None}
        stored = Winner.objects.filter(Q(category__ceremony__in=ceremonies) | Q(ref__in=refs))
        elsewhere = stored.exclude(category__in=self.editions.known).values("category")
        self.editions.know(Category.objects.filter(pk__in=elsewhere))
        return stored.select_for_update(of=["self"]) if self.saving else stored

    def resolve(self, reading):
        """Find a row's ceremony, category, agency and stored winner; refuse a second row of the same."""
        reading.category = self.editions.category_of(reading, self.editions.ceremony_of(reading))
        reading.choice = self.agencies.choose(reading, "agency") if reading.get("agency") else NO_AGENCY
        reading.winner, reading.place = self.stored_winner(reading), None
        self.refuse_twice(reading)
        self.look_at_ministry(reading)

    def look_at_ministry(self, reading):
        """Warn of a ministry that is not above the row's agency in the portal, where that stays as it is."""
        typed, agency = reading.get("ministry"), reading.choice.agency
        if not typed or not agency or not agency.parent:
            return
        line = agency.line()
        named = any(fold(typed) in each.fold_th for each in line)
        if not named and self.agencies.recogniser.recognise(typed).agency not in line:
            message = _("In the portal %(agency)s belongs to %(parent)s. That stays as it is.")
            reading.warn("ministry", message % {"agency": agency, "parent": agency.parent})

    def refuse_twice(self, reading):
        """Refuse a second row of one winner, naming the first."""
        keys: list[tuple] = [("ref", reading.get("ref"))] if reading.get("ref") else []
        if reading.category and reading.choice.agency:
            kept = reading.winner and "person" not in reading.values
            person = reading.winner.person_key if kept else person_key(reading)
            keys.append((id(reading.category), id(reading.choice.agency), person))
        for key in keys:
            first = self.row_of.setdefault(key, reading.number)
            if first != reading.number:
                message = _("This recipient already has this award in row %d. Keep one of the two rows.")
                reading.problem("person" if reading.get("person") else "agency", message % first)

    def stored_winner(self, reading):
        """The winner that a row is about, by reference or else by recipient; None if it is new."""
        ref = reading.get("ref")
        if ref and ref not in self.by_ref:
            reading.problem("ref", _("No winner has this reference. Leave the cell empty for a new winner."))
        if ref or not reading.category or not reading.choice.agency:
            return self.by_ref.get(ref)
        return self.by_key.get((reading.category.pk, reading.choice.agency.pk, person_key(reading)))

    def find(self, reading):
        """The stored winner of the row."""
        if reading.winner:
            self.seen.add(reading.winner.pk)
        return reading.winner

    def assign(self, winner, reading):
        """Put a row's values into its winner."""
        reading.frozen = [winner.category.ceremony] if not winner._state.adding else []
        if reading.choice.agency:
            self.assign_agency(winner, reading)
        if reading.category:
            winner.category = reading.category
        values = reading.values
        if "person" in values:
            for name, part in zip(PERSON_FIELDS, values["person"], strict=True):
                setattr(winner, name, part)
        told = {name: values[name] for name in PLAIN_FIELDS if name in values}
        for name, value in (told | self.office_of(reading)).items():
            setattr(winner, name, value)
        winner.order = reading.place or winner.order

    def office_of(self, reading):
        """The fields that the cells of position and acting give; a problem where they contradict."""
        try:
            return office(reading.values)
        except ValueError as error:
            reading.problem("acting", error)
            return {}

    def assign_agency(self, winner, reading):
        """Give the winner its agency, and the name as announced: as given, or as it was recognised by."""
        agency, name = reading.choice.agency, reading.get("agency_name_th")
        another = winner._state.adding or winner.agency_id != agency.pk
        winner.agency = agency
        if another:
            then_th, then_en = self.names_then(agency, reading)
            winner.agency_name_th = name or reading.choice.name or then_th
            known = {agency.name_th: agency.name_en, then_th: then_en}
            winner.agency_name_en = known.get(winner.agency_name_th, "")
        elif name:
            winner.agency_name_th = name

    def names_then(self, agency, reading):
        """The agency's names on the day of the row's ceremony; today's where that is not known."""
        if not reading.category:
            return agency.name_th, agency.name_en
        return self.agencies.names_on(agency, reading.category.ceremony.day())

    def check(self, winner, reading):
        """Refuse what would change a frozen ceremony, or give a recipient an award twice."""
        if reading.category:
            reading.frozen.append(reading.category.ceremony)
            self.place(winner, reading)
            self.warn_of_names(winner, reading)
            self.warn_of_removed_name(winner, reading)
        for ceremony in reading.frozen:
            if (reason := why_frozen(ceremony)) and (reading.changes or winner._state.adding):
                reading.problem("year", reason)
        twin = self.by_key.get(recipient(winner))
        if twin and twin is not winner:
            reading.problem(
                "ref", _("This recipient already has this award, under the reference %s.") % twin.ref
            )

    def warn_of_names(self, winner, reading):
        """Warn where the name as announced is not that of today, and where the agency was no more."""
        agency, ceremony = winner.agency if reading.choice.agency else None, reading.category.ceremony
        if agency is None:
            return
        if winner.has_renamed_agency():
            message = _("Announced as “%(then)s”; today it is %(today)s. Both are shown.")
            reading.warn("agency", message % {"then": winner.agency_name_th, "today": agency.name_th})
        if agency.dissolved_on and agency.dissolved_on < ceremony.day():
            message = _("This agency was dissolved before the ceremony, on %s. Check which agency it is.")
            reading.warn("agency", message % day(agency.dissolved_on))

    def warn_of_removed_name(self, winner, reading):
        """Warn of a new person where one's name was removed on request: it may be the same one."""
        place = (winner.category_id, winner.agency_id)
        if winner._state.adding and reading.get("person") and place in self.nameless:
            message = _(
                "The name of a person of this agency was removed from this category on request. "
                "If this is the same person, leave the row out."
            )
            reading.warn("person", message)

    def place(self, winner, reading):
        """Put a new winner after the others of its category."""
        if winner._state.adding:
            place = min(self.last_place[id(winner.category)] + 1, LARGEST_SMALL)
            reading.place = self.last_place[id(winner.category)] = place

    def name_of(self, winner, reading):
        """The recipient and the award."""
        return f"{winner} – {reading.category.title_th}" if reading.category else str(winner)

    def look_again(self):
        """Warn of categories with more winners than announced, and of persons named almost alike."""
        told, standing = defaultdict(list), Counter(id(winner.category) for winner in self.by_key.values())
        for reading in self.readings:
            if reading.category and not reading.problems:
                told[id(reading.category)].append(reading)
        for key, readings in told.items():
            new = [reading for reading in readings if reading.winner is None]
            self.warn_of_quota(new, standing[key])
            self.warn_of_likeness([reading for reading in readings if reading.get("person")])

    def warn_of_quota(self, new, standing):
        """Warn at each new winner that is one more than announced."""
        quota = new[0].category.quota if new else None
        for reading in new[max(quota - standing, 0) :] if quota else []:
            message = _("The category has %(quota)d awards; this is one more. Check the list and the number.")
            reading.warn("title_th", message % {"quota": quota})

    def warn_of_likeness(self, readings):
        """Warn at a person whose name is almost that of one before in the same category."""
        names = {}
        for reading in readings:
            name = person_key(reading)
            near = process.extractOne(name, names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
            if near and near[0] != name:
                message = _("This name is almost that in row %d. Check whether it is one person.")
                reading.warn("person", message % names[near[0]])
            names.setdefault(name, reading.number)

    def absent(self):
        """The stored winners of the sheet's categories that it does not have; they stay."""
        told = {reading.category.pk for reading in self.readings if reading.category} - {None}
        for winner in self.by_key.values():
            if winner.category_id in told and winner.pk not in self.seen:
                yield RowOutcome(None, "absent", f"{winner} – {winner.category.title_th}", [])

    def others(self):
        """The ceremonies and categories that the sheet makes or fills, new agencies and aliases."""
        return [*self.editions.outcomes(), *self.agencies.outcomes()]

    def save_others(self):
        """Save them; then the rows' categories and agencies have keys."""
        self.editions.save()
        self.agencies.save()
        for winner in self.changed:
            winner.category, winner.agency = winner.category, winner.agency


def recipient(winner):
    """What is unique about a winner: category, agency and person."""
    return winner.category_id, winner.agency_id, winner.person_key


def person_key(reading):
    """The person of a row as winners compare it."""
    person = reading.get("person")
    return fold(f"{person.given} {person.family}") if person else ""

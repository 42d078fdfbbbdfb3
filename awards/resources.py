"""How winners are found, made and changed by the rows of a sheet, which makes a ceremony from nothing."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.matching import Recogniser, refusal
from awards.editions import Editions
from awards.models import Winner
from awards.publishing import why_frozen
from awards.winner_sheet import PERSON_FIELDS, WinnerSheet
from awardsportal.thai.persons import acting

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
        return queryset.select_related("category__ceremony", "category__award", "agency")

    def prepare(self):
        """Load ceremonies, categories, agencies and the winners that the rows may be about."""
        self.editions = Editions(self)
        self.recogniser = Recogniser()
        self.by_key, self.by_ref, self.row_of, self.last_place = {}, {}, {}, Counter()
        for winner in self.winners():
            winner.agency = self.recogniser.saved[winner.agency_id]
            winner.category = self.editions.known.get(winner.category_id, winner.category)
            self.by_key[recipient(winner)] = self.by_ref[winner.ref] = winner
            place = self.last_place[id(winner.category)]
            self.last_place[id(winner.category)] = max(place, winner.order)

    def winners(self):
        """The stored winners of the sheet's ceremonies, and those that it names by reference."""
        ceremonies = [ceremony.pk for ceremony in self.editions.ceremonies.values()]
        refs = {reading.get("ref") for reading in self.readings} - {None}
        stored = Winner.objects.filter(Q(category__ceremony__in=ceremonies) | Q(ref__in=refs))
        if self.saving:
            stored = stored.select_for_update(of=["self"])
        return stored.select_related("category__ceremony", "category__award")

    def resolve(self, reading):
        """Find a row's ceremony, category, agency and stored winner; refuse a second row of the same."""
        reading.category = self.editions.category_of(reading, self.editions.ceremony_of(reading))
        reading.match = self.recogniser.recognise(reading.get("agency") or "")
        if reading.get("agency"):
            self.look_at_agency(reading)
        reading.winner = self.stored_winner(reading)
        self.refuse_twice(reading)

    def refuse_twice(self, reading):
        """Refuse a second row of one winner, naming the first."""
        keys = [("ref", reading.get("ref"))] if reading.get("ref") else []
        if reading.category and reading.match.agency:
            kept = reading.winner and "person" not in reading.values
            person = reading.winner.person_key if kept else person_key(reading)
            keys.append((id(reading.category), id(reading.match.agency), person))
        for key in keys:
            first = self.row_of.setdefault(key, reading.number)
            if first != reading.number:
                message = _("This recipient already has this award in row %d. Keep one of the two rows.")
                reading.problem("person" if reading.get("person") else "agency", message % first)

    def look_at_agency(self, reading):
        """Refuse an agency that is not surely recognised; say how one was that is not named in full."""
        typed, match = reading.get("agency"), reading.match
        if match.agency is None:
            reading.problem("agency", refusal(typed, match, self.recogniser))
        elif typed != match.agency.name_th:
            self.echo("agency", reading.cells["agency"], match.agency.name_th)

    def stored_winner(self, reading):
        """The winner that a row is about, by reference or else by recipient; None if it is new."""
        ref = reading.get("ref")
        if ref and ref not in self.by_ref:
            reading.problem("ref", _("No winner has this reference. Leave the cell empty for a new winner."))
        if ref or not reading.category or not reading.match.agency:
            return self.by_ref.get(ref)
        return self.by_key.get((reading.category.pk, reading.match.agency.pk, person_key(reading)))

    def find(self, reading):
        """The stored winner of the row."""
        return reading.winner

    def assign(self, winner, reading):
        """Put a row's values into its winner."""
        reading.frozen = [winner.category.ceremony] if not winner._state.adding else []
        if reading.match.agency:
            self.assign_agency(winner, reading)
        if reading.category:
            winner.category = reading.category
        values = reading.values
        if "person" in values:
            for name, part in zip(PERSON_FIELDS, values["person"], strict=True):
                setattr(winner, name, part)
        if "position_th" in values:
            winner.acting, winner.position_th = acting(values["position_th"])
        for name in PLAIN_FIELDS:
            if name in values:
                setattr(winner, name, values[name])

    def assign_agency(self, winner, reading):
        """Give the winner its agency, and the name as announced: as given, or as it was recognised by."""
        agency, name = reading.match.agency, reading.get("agency_name_th")
        another = winner._state.adding or winner.agency_id != agency.pk
        winner.agency = agency
        if another:
            winner.agency_name_th = name or reading.match.name
            winner.agency_name_en = agency.name_en if winner.agency_name_th == agency.name_th else ""
        elif name:
            winner.agency_name_th = name

    def check(self, winner, reading):
        """Refuse what would change an approved ceremony, or give a recipient an award twice."""
        if reading.category:
            reading.frozen.append(reading.category.ceremony)
            self.place(winner)
        for ceremony in reading.frozen:
            if (reason := why_frozen(ceremony)) and (reading.changes or winner._state.adding):
                reading.problem("year", reason)
        twin = self.by_key.get(recipient(winner))
        if twin and twin is not winner:
            reading.problem(
                "ref", _("This recipient already has this award, under the reference %s.") % twin.ref
            )

    def place(self, winner):
        """Put a new winner after the others of its category."""
        if winner._state.adding:
            self.last_place[id(winner.category)] += 1
            winner.order = self.last_place[id(winner.category)]

    def name_of(self, winner, reading):
        """The recipient and the award."""
        return f"{winner} – {reading.category.title_th}" if reading.category else str(winner)

    def others(self):
        """The ceremonies and categories that the sheet makes or fills."""
        return self.editions.outcomes()

    def save_others(self):
        """Save them; then the rows' categories have keys."""
        self.editions.save()
        for winner in (*self.create_instances, *self.update_instances):
            winner.category = winner.category


def recipient(winner):
    """What is unique about a winner: category, agency and person."""
    return winner.category_id, winner.agency_id, winner.person_key


def person_key(reading):
    """The person of a row as winners compare it."""
    person = reading.get("person")
    return Winner(person_given_th=person.given, person_family_th=person.family).person_key if person else ""

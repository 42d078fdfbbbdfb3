"""The ceremonies and categories that a sheet of winners names: found, made, or filled in."""

import re
from collections import defaultdict

from django import forms
from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from awards.models import Award, Category, Ceremony
from awards.publishing import why_frozen
from awardsportal.spreadsheets.instances import field_problems, model_problems
from awardsportal.spreadsheets.outcomes import Change, Proposal, RowOutcome
from awardsportal.thai.dates import ce_to_be
from awardsportal.thai.text import fold, skeleton

# The columns of a sheet that tell something of the ceremony, and those that tell of the category.
CEREMONY_FACTS = (
    "held_on",
    "venue_th",
    "venue_en",
    "presider_th",
    "presider_en",
    "presider_position_th",
    "presider_position_en",
)
CATEGORY_FACTS = ("title_en", "heading_th", "heading_en", "mission", "form", "quota")
# How many slips of the pen two titles may be apart: one more for each so many letters.
MOST_SLIPS, LETTERS_A_SLIP = 2, 25
NUMBERS = re.compile(r"\d+")


class Editions:
    """Finds each row's ceremony and category, makes those that are missing, and fills their empty fields."""

    def __init__(self, resource):
        self.resource = resource
        years = {reading.get("year") for reading in resource.readings} - {None}
        ceremonies = Ceremony.objects.filter(year__in=years)
        if resource.saving:
            # Nobody approves a ceremony while it is written into.
            ceremonies = ceremonies.select_for_update()
        self.ceremonies = {ceremony.year: ceremony for ceremony in ceremonies}
        self.categories, self.known = defaultdict(list), {}
        # By the ceremonies that were read: somebody may save another meanwhile.
        self.know(Category.objects.filter(ceremony__in=self.ceremonies.values()))
        for category in self.known.values():
            category.ceremony = self.ceremonies[category.ceremony.year]
            self.categories[category.ceremony.year, category.title_fold].append(category)
        self.awards, self.award_of_title = Award.objects.all(), defaultdict(set)
        for title, award in Category.objects.values_list("title_th", "award"):
            self.award_of_title[fold(title)].add(award)
        # What the sheet touches, by identity: the thing, the row that did so first, and its changes.
        self.touched, self.told, self.unclear = {}, {}, set()

    def know(self, categories):
        """Have these categories at hand by their key."""
        self.known |= {category.pk: category for category in categories.select_related("ceremony", "award")}

    def ceremony_of(self, reading):
        """The ceremony of a row's year, made as a draft if there is none; None without a year."""
        year = reading.get("year")
        if year is None:
            return None
        if year not in self.ceremonies:
            ceremony = new_ceremony(year)
            self.check(ceremony, reading)
            if "year" in reading.problems:
                return None
            self.ceremonies[year] = self.touch(ceremony, reading)
        self.fill(reading, self.ceremonies[year], self.ceremonies[year], CEREMONY_FACTS)
        return self.ceremonies[year]

    def category_of(self, reading, ceremony):
        """The category that a row names, made if there is none; None where it is not clear."""
        title, level, award = self.title_of(reading), reading.get("level"), self.typed_award(reading)
        if ceremony is None or not title or {"level", "award"} & set(reading.problems):
            return None
        known = self.categories[ceremony.year, fold(title)]
        fitting = [category for category in known if category.level == level] if level else known
        if len(fitting) > 1:
            reading.problem("level", _("The ceremony has this category at several levels. Add the level."))
            return None
        if not fitting:
            fitting = self.new_categories(reading, ceremony, title, award)
        for category in fitting:
            self.fill(reading, category, ceremony, CATEGORY_FACTS)
            if award and award != category.award:
                reading.problem("award", self.contradiction(category, "award", category.award))
        return fitting[0] if fitting else None

    def typed_award(self, reading):
        """The award that a row names, by code or name; None if it names none."""
        typed = reading.get("award")
        if not typed:
            return None
        for award in self.awards:
            if fold(typed) in (fold(award.code), fold(award.name_th), fold(award.name_en)):
                return award
        names = ", ".join(f"{award.name_th} ({award.code})" for award in self.awards)
        reading.problem(
            "award", _("There is no such award. Type the name or the code of one of: %s.") % names
        )
        return None

    def title_of(self, reading):
        """The title that a row gives to its category, or that the user decided it to stand for."""
        title = reading.get("title_th")
        decision = self.resource.decided("title_th", title) if title else None
        if not decision:
            return title
        meant = decision.get("is") or title
        if ("title_th", title) not in self.told:
            self.told["title_th", title] = reading.number
            self.resource.tell_decision("title_th", title, meant)
        return meant

    def nearly_named(self, ceremony, title):
        """The titles at a ceremony that this one may be with a slip in it; other numbers are no slip."""
        bare, numbers = skeleton(title), NUMBERS.findall(title)
        known = {
            category.title_th
            for (year, _folded), categories in self.categories.items()
            if year == ceremony.year
            for category in categories
        }
        slips = MOST_SLIPS + len(bare) // LETTERS_A_SLIP
        return sorted(
            each
            for each in known
            if NUMBERS.findall(each) == numbers
            and OSA.distance(bare, skeleton(each), score_cutoff=slips) <= slips
        )

    def new_categories(self, reading, ceremony, title, award):
        """The category that a row makes, in a list; an empty one, and the problem, where it cannot."""
        level = reading.get("level")
        near = self.nearly_named(ceremony, title)
        if near and not self.resource.decided("title_th", title):
            message = _("The ceremony has no such category, but “%s”. Say on the preview which is meant.")
            proposals = [Proposal(each, each) for each in near]
            self.resource.ask(reading, "title_th", message % near[0], proposals, forms.Form())
            return []
        award = award or self.award_by_title(title)
        if not level or not award or ceremony.is_frozen:
            self.refuse_new(reading, ceremony, level)
            return []
        category = Category(
            ceremony=ceremony, award=award, title_th=title, level=level, order=self.next_order(ceremony)
        )
        self.check(category, reading)
        self.categories[ceremony.year, fold(title)].append(self.touch(category, reading))
        return [category]

    def refuse_new(self, reading, ceremony, level):
        """Say why a row makes no category; what it lacks is said at the first of its rows only."""
        key = (ceremony.year, fold(self.title_of(reading)), level)
        if reason := why_frozen(ceremony):
            reading.problem("year", reason)
        elif key not in self.unclear and not level:
            reading.problem(
                "level", _("This category is new at the ceremony and needs its level, for example กรม.")
            )
        elif key not in self.unclear:
            reading.problem(
                "award",
                _("This category is new: name the recurring award that it is in the column “รางวัล”."),
            )
        self.unclear.add(key)

    def award_by_title(self, title):
        """The one award that had this title before, or that is called so; None where that is not clear."""
        before = self.award_of_title[fold(title)]
        fitting = [award for award in self.awards if award.pk in before] or [
            award for award in self.awards if fold(award.name_th) == fold(title)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def next_order(self, ceremony):
        """The place after the last category of the ceremony."""
        orders = [
            category.order
            for (year, _title), known in self.categories.items()
            if year == ceremony.year
            for category in known
        ]
        return max(orders, default=0) + 1

    def fill(self, reading, thing, ceremony, names):
        """Put what a row tells of a thing where nothing is said yet; refuse a contradiction."""
        for name in names:
            value = reading.get(name)
            if value in (None, ""):
                continue
            stored = getattr(thing, name)
            if stored in (None, ""):
                self.tell(reading, thing, ceremony, name, value)
            elif not same(stored, value):
                shown = self.resource.fields[name].widget.echo(stored) or stored
                reading.problem(name, self.contradiction(thing, name, shown))

    def tell(self, reading, thing, ceremony, name, value):
        """Put one fact in its place, and remember which row told it."""
        if reason := why_frozen(ceremony):
            reading.problem(name, reason)
            return
        setattr(thing, name, value)
        self.check(thing, reading, only=name)
        self.told[id(thing), name] = reading.number
        self.touch(thing, reading)
        column = self.resource.fields[name]
        self.touched[id(thing)][2].append(Change(column.column_name, "", column.widget.render(value)))

    def check(self, thing, reading, only=None):
        """Note what the model says against a ceremony or category, or against one of its fields."""
        problems = (*field_problems(thing), *model_problems(thing))
        self.resource.note([each for each in problems if only in (None, each[0])], reading)

    def contradiction(self, thing, name, said):
        """The message for a fact that is told otherwise already."""
        if row := self.told.get((id(thing), name)):
            message = _("Row %(row)d of this file says “%(value)s”. Both rows must say the same.")
            return message % {"row": row, "value": said}
        return _("The portal has “%s” here. Correct the sheet, or first change it in the portal.") % said

    def touch(self, thing, reading):
        """Note that the sheet makes or changes a ceremony or category."""
        self.touched.setdefault(id(thing), (thing, reading, []))
        return thing

    def outcomes(self):
        """What is made and filled, as outcomes."""
        for thing, reading, changes in self.touched.values():
            kind = "new" if thing._state.adding else "changed"
            yield RowOutcome(reading.number, kind, f"{thing._meta.verbose_name}: {thing}", changes)

    def save(self):
        """Save what the sheet makes and fills: ceremonies first, as they are touched first."""
        for thing, _reading, _changes in self.touched.values():
            if isinstance(thing, Category):
                thing.ceremony = thing.ceremony
            self.resource.trace(thing).save()


def new_ceremony(year):
    """A draft of the ceremony of a year, named as they all are."""
    title = f"Digital Government Awards {year}"
    name = f"รางวัลรัฐบาลดิจิทัล ประจำปี {ce_to_be(year)} ({title})"
    return Ceremony(slug=str(year), year=year, name_th=name, name_en=title)


def same(stored, told):
    """Whether two values are the same, texts also when typed differently."""
    return fold(stored) == fold(told) if isinstance(told, str) else stored == told

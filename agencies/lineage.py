"""The line of agencies by successions: what came before and after, what each is today, and its rules."""

from collections import defaultdict
from operator import attrgetter
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import How, Succession
from awardsportal.shown import day


def before(agency, line=None):
    """The agencies that it came from, each once, the nearest first."""
    return [each for each in agencies_of((line or Line()).before(agency), "predecessor") if each != agency]


def after(agency):
    """The agencies that came after it, each once, the nearest first."""
    return [each for each in agencies_of(Line().after(agency), "successor") if each != agency]


def today(agency, line=None):
    """The agencies that it is today: itself while it stands, several after a split, none once dissolved."""
    line = Line(filter(has_come, (line or Line()).successions))
    line_of_it = [agency, *agencies_of(line.after(agency), "successor")]
    return [each for each in line_of_it if each.pk not in line.onward and stands(each)]


def kept(agency):
    """The agency that a merged duplicate leads to in the end; any other leads to itself."""
    while agency.merged_into_id:
        agency = agency.merged_into
    return agency


def has_come(succession):
    """Whether the succession has taken effect by today; one without a day has."""
    return succession.took_effect_on is None or succession.took_effect_on <= timezone.localdate()


def stands(agency):
    """Whether the agency is not dissolved by today."""
    return agency.dissolved_on is None or agency.dissolved_on > timezone.localdate()


def agencies_of(successions, side):
    """The agencies on one side of the successions, each once, in their order."""
    return list({getattr(each, f"{side}_id"): getattr(each, side) for each in successions}.values())


class Line:
    """The successions by agency, read once for all ways through them; an agency not yet saved is None."""

    def __init__(self, successions=None):
        if successions is None:
            successions = Succession.objects.select_related("predecessor", "successor")
        self.successions = list(successions)
        self.onward, self.back = defaultdict(list), defaultdict(list)
        for each in self.successions:
            self.onward[each.predecessor_id].append(each)
            self.back[each.successor_id].append(each)

    def before(self, agency):
        """The successions that led to the agency, the nearest first."""
        return self._walk(agency, self.back, "predecessor_id")

    def after(self, agency):
        """The successions that led on from the agency, the nearest first."""
        return self._walk(agency, self.onward, "successor_id")

    def _walk(self, agency, ways, side):
        found, met, generation = [], {agency.pk}, [agency.pk]
        while generation:
            steps = [each for key in generation for each in ways.get(key, ())]
            found += steps
            generation = list(dict.fromkeys(getattr(each, side) for each in steps))
            generation = [key for key in generation if key not in met]
            met.update(generation)
        return found

    def circle(self, start):
        """The successions from this one round to where it begins, the shortest way; none where they end."""
        paths, met = [[start]], set()
        for path in paths:
            here = path[-1].successor_id
            if here == start.predecessor_id:
                return path
            if here not in met:
                met.add(here)
                paths += [[*path, each] for each in self.onward.get(here, ())]
        return []

    def last_dated(self, key):
        """The successions that led to an agency, going back on each way to the first with a day."""
        found, keys = [], [key]
        for each_key in keys:
            for each in self.back.get(each_key, ()):
                if each.took_effect_on:
                    found.append(each)
                elif each.predecessor_id not in keys:
                    keys.append(each.predecessor_id)
        return found


class Problem(NamedTuple):
    """A rule that successions break: in staff's words with the cure, and the successions concerned."""

    message: str
    successions: list


def problems_with(successions):
    """What is wrong with all these successions taken together."""
    line = Line(successions)
    prefetch_related_objects(line.successions, "predecessor", "successor")
    return [*circles(line), *wrong_endings(line), *wrong_beginnings(line), *wrong_days(line), *too_late(line)]


def circles(line):
    """The circles of successions, each once."""
    met = set()
    for start in line.successions:
        circle = line.circle(start)
        if circle and start.predecessor_id not in met:
            met.update(each.predecessor_id for each in circle)
            names = " → ".join(str(each.predecessor) for each in [*circle, start])
            yield Problem(
                _("The successions are a circle: %s. Delete the row that is wrong.") % names, circle
            )


def wrong_endings(line):
    """The agencies that end in several ways, or in a way that does not fit how many come after them."""
    for steps in line.onward.values():
        if message := ending_refusal({each.how for each in steps}, len(steps)):
            told = {"agency": steps[0].predecessor, "rows": ", ".join(map(ending, steps))}
            yield Problem(message % told, steps)


def ending_refusal(ways, count):
    """Why an agency cannot end in these ways with so many after it; empty where it can."""
    if len(ways) > 1:
        return _("“%(agency)s” ends once, not in several ways: %(rows)s. Choose the same in each row.")
    if ways == {How.SPLIT} and count == 1:
        return _(
            "A split has at least two later agencies, but “%(agency)s” has one: %(rows)s. "
            "Add the others on the page of “%(agency)s”, or choose another way."
        )
    if ways <= {How.RENAMED, How.MERGED} and count > 1:
        return _(
            "“%(agency)s”, renamed or merged, becomes one agency and not several: %(rows)s. "
            "Choose “Split” in each row, or delete the wrong one."
        )
    return ""


def ending(succession):
    """How and into what the earlier agency ended."""
    return f"{succession.get_how_display()} → {succession.successor}"


def wrong_beginnings(line):
    """The agencies that are the new name of more than one."""
    for steps in line.back.values():
        renamed = [each for each in steps if each.how == How.RENAMED]
        if len(renamed) > 1:
            text = _(
                "“%(agency)s” is the new name of one agency only, not of several: %(earlier)s. "
                "Choose “Merged” in each row, or delete the wrong one."
            )
            earlier = ", ".join(str(each.predecessor) for each in renamed)
            yield Problem(text % {"agency": renamed[0].successor, "earlier": earlier}, renamed)


def wrong_days(line):
    """The successions to an agency that took effect after it had gone on into another."""
    for later in filter(attrgetter("took_effect_on"), line.successions):
        for earlier in line.last_dated(later.predecessor_id):
            if earlier.took_effect_on > later.took_effect_on:
                text = _(
                    "%(row)s took effect after %(next)s, when “%(agency)s” had already ended. "
                    "Put the wrong day right."
                )
                told = {"row": dated(earlier), "next": dated(later), "agency": later.predecessor}
                yield Problem(text % told, [earlier, later])


def too_late(line):
    """The successions to an agency that took effect after it was dissolved."""
    for steps in line.back.values():
        agency = steps[0].successor
        for step in line.last_dated(agency.pk) if agency.dissolved_on else ():
            if step.took_effect_on > agency.dissolved_on:
                text = _(
                    "%(row)s took effect after “%(agency)s” was dissolved (%(day)s). Put the wrong day right."
                )
                told = {"row": dated(step), "agency": agency, "day": day(agency.dissolved_on, "medium")}
                yield Problem(text % told, [step])


def dated(succession):
    """A succession and its day in words."""
    return (
        f"“{succession.predecessor}” → “{succession.successor}” ({day(succession.took_effect_on, 'medium')})"
    )

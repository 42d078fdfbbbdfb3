"""The line of an agency by successions: what came before it and after it, and what it is today."""

from collections import defaultdict

from django.db.models import prefetch_related_objects
from django.utils import timezone

from agencies.models import Succession


def before(agency):
    """The agencies that it came from, each once, the nearest first."""
    return [each for each in agencies_of(Line().before(agency), "predecessor") if each != agency]


def after(agency):
    """The agencies that came after it, each once, the nearest first."""
    return [each for each in agencies_of(Line().after(agency), "successor") if each != agency]


def today(agency):
    """The agencies that it is today: itself while it stands, several after a split, none once dissolved."""
    line = Line(filter(has_come, Succession.objects.all()))
    line_of_it = [agency, *agencies_of(line.after(agency), "successor")]
    return [each for each in line_of_it if not line.onward[each.pk] and stands(each)]


def has_come(succession):
    """Whether the succession has taken effect by today; one without a day has."""
    return succession.took_effect_on is None or succession.took_effect_on <= timezone.localdate()


def stands(agency):
    """Whether the agency is not dissolved by today."""
    return agency.dissolved_on is None or agency.dissolved_on > timezone.localdate()


def agencies_of(successions, side):
    """The agencies on one side of the successions, each once, in their order."""
    prefetch_related_objects(successions, side)
    return list({getattr(each, f"{side}_id"): getattr(each, side) for each in successions}.values())


class Line:
    """The successions by agency, read once for all ways through them."""

    def __init__(self, successions=None):
        self.onward, self.back = defaultdict(list), defaultdict(list)
        for each in Succession.objects.all() if successions is None else successions:
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
            steps = [each for key in generation for each in ways[key]]
            found += steps
            generation = list(dict.fromkeys(getattr(each, side) for each in steps))
            generation = [key for key in generation if key not in met]
            met.update(generation)
        return found

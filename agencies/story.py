"""What the page of an agency tells of its line: how it ended, what it is today, and what happened."""

from datetime import date
from itertools import accumulate
from typing import NamedTuple

from agencies.lineage import Line, has_come, stands, today
from agencies.models import How

DISSOLVED = "DISSOLVED"


class Ending(NamedTuple):
    """How an agency ended, the day where it is known, and the agencies that it is today."""

    how: str
    on: date | None
    today: list


class Event(NamedTuple):
    """What happened to agencies together, the day where it is known, and who came before and after it."""

    how: str
    on: date | None
    earlier: list
    later: list

    @classmethod
    def of(cls, steps):
        """The event of these successions, each agency named once."""
        earlier = dict.fromkeys(each.predecessor for each in steps)
        later = dict.fromkeys(each.successor for each in steps)
        return cls(steps[0].how, steps[0].took_effect_on, list(earlier), list(later))


class Story:
    """The line of one agency, in a number of queries that does not grow."""

    def __init__(self, agency):
        self.agency, self.line = agency, Line()

    def ending(self):
        """How the agency ended; None while it stands."""
        steps = list(filter(has_come, self.line.onward.get(self.agency.pk, ())))
        if steps:
            on = max((each.took_effect_on for each in steps if each.took_effect_on), default=None)
            return Ending(steps[0].how, on, today(self.agency, self.line))
        return None if stands(self.agency) else Ending(DISSOLVED, self.agency.dissolved_on, [])

    def events(self):
        """What happened along the whole line, the earliest first."""
        steps = [*reversed(self.line.before(self.agency)), *self.line.after(self.agency)]
        events = {self.group(each): self.together_with(each) for each in in_time(steps)}
        return [Event.of(steps) for steps in events.values()]

    def together_with(self, step):
        """All successions of the same event: to one agency when merged, and from one otherwise."""
        merged = step.how == How.MERGED
        others = self.line.back[step.successor_id] if merged else self.line.onward[step.predecessor_id]
        return [each for each in others if self.group(each) == self.group(step)]

    def group(self, step):
        """What the successions of one event have in common."""
        end = step.successor_id if step.how == How.MERGED else step.predecessor_id
        return step.how, step.took_effect_on, end


def in_time(steps):
    """The steps by their days; one whose day is not known stays behind the one before it."""
    days = accumulate((each.took_effect_on for each in steps), lambda last, on: on or last)
    known = zip((on or date.min for on in days), range(len(steps)), steps, strict=True)
    return [step for _on, _place, step in sorted(known)]

"""The years of an agency in one list: what it won, what became of it, and what it was called."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby


@dataclass
class Entry:
    """What happened in a year; of what happened on no known day, the year is None."""

    year: int | None
    wins: list = field(default_factory=list)
    events: list = field(default_factory=list)
    names: list = field(default_factory=list)


def timeline(wins, events, former_names):
    """The entries, the latest first; takes wins in the order of a list, and events the earliest first.

    An event without a day stays behind the one before it, and a name stands in the year of its end.
    """
    entries: dict[tuple, Entry] = defaultdict(lambda: Entry(None))
    last = 0
    for winner in wins:
        entries[winner.category.ceremony.year, False].wins.append(winner)
    for event in events:
        last = event.on.year if event.on else last
        entries[last, event.on is None].events.insert(0, event)
    for period, names in groupby(former_names, lambda name: name.period):
        on = period[1] or period[0]
        entries[on.year if on else 0, on is None].names.append((period, list(names)))
    for (year, has_no_day), entry in entries.items():
        entry.year = None if has_no_day else year
    return [entry for _place, entry in sorted(entries.items(), reverse=True)]

"""Times of the day as staff type them."""

import re
from datetime import time

from .numbers import is_empty, plain

_TIME = re.compile(
    r"(?:เวลา ?)?(?P<hour>[0-9]{1,2})(?: ?[:.] ?(?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?)?"
    r"(?P<unit> ?(?:น\.?|นาฬิกา))?"
)


class UnreadableTime(ValueError):
    """What was typed is no time of the day; `value` is what was typed."""

    def __init__(self, value):
        super().__init__(f"not a time: {value!r}")
        self.value = value


def read_time(value):
    """Return a time typed as 09:30 or ๙.๓๐ น., None for an empty mark, or raise UnreadableTime."""
    if is_empty(value):
        return None
    match = _TIME.fullmatch(plain(value))
    # A number by itself may be anything.
    if not match or not (match["minute"] or match["unit"]):
        raise UnreadableTime(value)
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    try:
        return time(hour, minute, second)
    except ValueError:
        raise UnreadableTime(value) from None

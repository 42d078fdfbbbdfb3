"""What time it is: one moment for a whole request, so that no page shows half of a release."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now():
    """The moment of the request that is being answered; outside of one, the time."""
    return standing.get() or timezone.now()


@contextmanager
def standing_still():
    """Let it be one and the same moment until the end."""
    token = standing.set(timezone.now())
    try:
        yield
    finally:
        standing.reset(token)

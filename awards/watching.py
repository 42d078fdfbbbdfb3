"""Noting who sees what before its release."""

import logging
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from awards.models import Ceremony
from awardsportal.audit.log import event_of
from awardsportal.audit.models import Event, What

logger = logging.getLogger(__name__)
# A page that is opened again within this time is no news.
AGAIN = timedelta(hours=1)


def note_seen(ceremony, *, by, page):
    """Note that somebody sees a page of a ceremony before its release; takes the English name of the page."""
    note_all_seen([ceremony], by=by, page=page)


def note_all_seen(ceremonies, *, by, page):
    """Note it of each of several ceremonies; a log that cannot be written keeps nobody from their work."""
    unreleased = {str(each.pk): each for each in ceremonies if not each.is_released}
    if not unreleased:
        return
    lately = Event.objects.filter(
        what=What.SAW,
        by=by,
        model=Ceremony._meta.label_lower,
        key__in=unreleased,
        details__page=page,
        at__gt=timezone.now() - AGAIN,
    )
    try:
        for key in lately.values_list("key", flat=True):
            unreleased.pop(key, None)
        Event.objects.bulk_create(
            event_of(What.SAW, by=by, about=each, page=page) for each in unreleased.values()
        )
    except DatabaseError:
        logger.exception("not noted that %s saw %s", by, page)

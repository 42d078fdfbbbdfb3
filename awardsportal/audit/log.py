"""Writing into the audit log."""

from axes.helpers import get_client_ip_address
from simple_history.models import HistoricalRecords

from awardsportal.audit.models import Event


def record(what, **told):
    """Note what was done; takes what `event_of` takes."""
    event = event_of(what, **told)
    event.save()
    return event


def event_of(what, *, by=None, who="", about=None, **details):
    """What was done, by which account or by whom, and to which row, to be saved; details are kept as JSON."""
    event = Event(what=what, by=by, who=(who or name_of(by))[:200], ip_address=ip_address(), details=details)
    if about is not None:
        event.model, event.key, event.about = about._meta.label_lower, str(about.pk), name_in_log(about)
    return event


def name_in_log(row):
    """What a row is called in the log: by its own `in_log` where it may name a person."""
    return row.in_log() if hasattr(row, "in_log") else str(row)


def filter_in_log(asked):
    """What a list was filtered by (a QueryDict): not the words looked for, which may name a person."""
    return asked.dict() | ({"q": "…"} if "q" in asked else {})


def name_of(user):
    """What an account is called in the log; empty without one."""
    return (user.get_full_name() or user.get_username()) if user else ""


def ip_address():
    """Where the request that is being answered comes from; None outside of one."""
    request = getattr(HistoricalRecords.context, "request", None)
    return get_client_ip_address(request) if request else None

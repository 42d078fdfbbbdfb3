"""What an event says beside who, what and when, in words."""

import re
from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awardsportal.shown import day, moment, number
from awardsportal.values import EMPTY

STAMP = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?")
# What the details are called, in the order in which they are read: a database keeps none. The counts of an
# import are called as on its own pages.
LABELS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "absent": gettext_lazy("Not in the file"),
    "errors": gettext_lazy("With problems"),
    "left_out": gettext_lazy("Left out"),
    "also_new": gettext_lazy("Others made"),
    "also_changed": gettext_lazy("Others filled in"),
    "locked_out": gettext_lazy("Locked out"),
    "page": gettext_lazy("Page"),
    "fields": gettext_lazy("Fields"),
    "rights": gettext_lazy("Rights"),
    "file": gettext_lazy("File"),
    "files": gettext_lazy("Files"),
    "rows": gettext_lazy("Rows"),
    "left": gettext_lazy("Left as they were"),
    "counts": gettext_lazy("What it did"),
    "filter": gettext_lazy("Filter"),
    "ceremony": gettext_lazy("Ceremony"),
    "problem": gettext_lazy("Problem"),
    "why": gettext_lazy("Why"),
    "reason": gettext_lazy("Reason"),
    "before": gettext_lazy("Before"),
    "release_at": gettext_lazy("Release"),
    "announced": gettext_lazy("Said on the home page"),
    "expires_at": gettext_lazy("Expires"),
    "note": gettext_lazy("Note"),
    "correction": gettext_lazy("Number of the correction"),
}
ORDER = list(LABELS)


def called(account):
    """An account's name, with the one that it signs in by."""
    name = account.get_full_name()
    return f"{name} ({account.get_username()})" if name else account.get_username()


def who(event):
    """Who did it: under the name of then, with the account; who has neither works on the server itself."""
    if event.by is None:
        return event.who or _("On the server")
    username = event.by.get_username()
    return username if event.who in ("", username) else f"{event.who} ({username})"


def in_words_of(event):
    """The details of an event as (label, text), without those that say nothing."""
    shown = [(label(name), text_of(event, name, value)) for name, value in in_order(event.details)]
    return [(name, text) for name, text in shown if text]


def in_order(details):
    """The details as (name, value), those that have words first."""
    return sorted(
        details.items(), key=lambda item: (ORDER.index(item[0]) if item[0] in LABELS else len(ORDER), item[0])
    )


def label(name):
    """What a detail is called; a name that nobody gave words to as it is."""
    return str(LABELS.get(name, name.replace("_", " ")))


def text_of(event, name, value):
    """A detail in words; empty where it says nothing."""
    if value is False or value in (None, "", [], {}):
        return ""
    match name, value:
        case "fields", list():
            return ", ".join(field_name(event, str(each)) for each in value)
        case "rights", dict():
            return "; ".join(
                f"{field_name(event, each)}: {plain(before)} → {plain(after)}"
                for each, (before, after) in in_order(value)
            )
        case "filter", dict():
            return " · ".join(f"{each}={chosen}" for each, chosen in in_order(value))
        case "page", str():
            name, _slash, below = value.partition("/")
            return f"{_(name)} {below}".strip()
    return plain(value)


def field_name(event, name):
    """What a field of the row that an event is about is called."""
    try:
        return str(capfirst(event.model_class()._meta.get_field(name).verbose_name))
    except (AttributeError, FieldDoesNotExist):
        return name


def plain(value):
    """A value as JSON keeps it, in words."""
    match value:
        case None | "" | []:
            return EMPTY
        case bool():
            return _("Yes") if value else _("No")
        case dict():
            return ", ".join(f"{label(name)} {plain(each)}" for name, each in in_order(value) if each)
        case list():
            return ", ".join(map(plain, value))
        case int():
            return number(value)
    return in_calendar(str(value))


def in_calendar(text):
    """The text; a day or a moment in the calendar of the page."""
    if not STAMP.fullmatch(text):
        return text
    try:
        return moment(datetime.fromisoformat(text)) if "T" in text else day(date.fromisoformat(text))
    except (ValueError, OverflowError):
        return text

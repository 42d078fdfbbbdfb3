"""What the user decided on the preview about an upload that is not confirmed yet."""

from awardsportal.thai.text import fold

from .models import SpreadsheetImport

# What a form of the preview sends besides the fields of a new row.
OWN = {"csrfmiddlewaretoken", "decide", "text", "is", "new", "again"}


def decide(record, post):
    """Keep what a form says a text stands for: a proposal's value, a new row's fields, or to ask again."""
    name, text = post.get("decide", ""), post.get("text", "")
    decisions = dict(record.decisions)
    answers = dict(decisions.get(name, {}))
    if "again" in post:
        answers.pop(fold(text), None)
    elif "new" in post:
        answers[fold(text)] = {"new": {field: post[field] for field in post if field not in OWN}}
    else:
        answers[fold(text)] = {"is": post.get("is", "")}
    keep(record, decisions=decisions | {name: answers})


def take_over(record):
    """Take over what the user decided on their last upload of the kind, if that was never confirmed."""
    if record.uploaded_by:
        uploads = SpreadsheetImport.objects.filter(kind=record.kind, uploaded_by=record.uploaded_by)
        last = uploads.order_by("-uploaded_at", "-pk").first()
        record.decisions = last.decisions if last and not last.confirmed_at else {}


def leave_out(record, *, errors):
    """Keep whether the rows with problems are left out."""
    keep(record, leaves_out_errors=errors)


def keep(record, **values):
    """Keep decisions about an upload, unless it is being saved or was."""
    waiting = SpreadsheetImport.objects.filter(confirmed_at__isnull=True, saving_since__isnull=True)
    waiting.filter(pk=record.pk).update(**values)

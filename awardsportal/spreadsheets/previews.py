"""The preview of a large file: worked out once by a process of its own, and kept beside the upload.

It is kept as lines of JSON, first what there is to say of the whole sheet, then each row, so that a page that
shows a hundred rows reads a hundred.
"""

import json
import time
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from django.utils.translation import get_language

from . import background, importing
from .outcomes import Change, Decision, Problem, Proposal, Question, RowOutcome
from .templatetags.spreadsheets import in_cell

KEPT_SECONDS = 60 * 60
PARTS = {
    "problems": Problem,
    "left_out": Problem,
    "warnings": Problem,
    "decisions": Decision,
}


def preview_of(record, resource_class):
    """The Preview of an upload; None while that of a large one is not worked out. Raises UnreadableFile."""
    if not background.is_large(record):
        return importing.preview(record, resource_class)
    if (outcome := kept(record)) is None:
        return None
    table = importing.read_kept(record, resource_class)
    at = datetime.fromtimestamp(kept_file(record).stat().st_mtime, UTC)
    return importing.Preview(record, table, outcome, at)


def work_out(record, resource_class, *, progress=None):
    """Work out the preview of an upload and keep it; raises UnreadableFile."""
    outcome = importing.preview(record, resource_class, progress=progress).outcome
    path = kept_file(record)
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    with draft.open("w") as file:
        write(file, {"of": fingerprint(record), **whole(outcome)})
        for row in outcome.rows:
            write(file, row_values(row))
    draft.replace(path)


def kept(record):
    """The kept outcome of an upload as it is decided now, or None."""
    path = kept_file(record)
    if not path.exists() or time.time() - path.stat().st_mtime > KEPT_SECONDS:
        return None
    file = path.open("rb")
    values = json.loads(file.readline())
    return outcome_of(values, Rows(file)) if values.pop("of") == fingerprint(record) else None


def forget(record):
    """Let the preview be worked out anew when it is next looked at."""
    kept_file(record).unlink(missing_ok=True)


def kept_file(record):
    """Where the preview of an upload is kept."""
    return Path(f"{record.file.path}.preview")


def fingerprint(record):
    """What a preview depends on beside the portal: the file, what was decided about it, and the language."""
    decided = [record.sheet, record.mapping, record.decisions, record.leaves_out_errors]
    return [record.sha256, *decided, get_language()]


# To lines and back


def write(file, values):
    """Write one line."""
    file.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n")


def whole(outcome):
    """What there is to say of a whole sheet, as JSON takes it."""
    return {
        **{name: [asdict(each) for each in getattr(outcome, name)] for name in PARTS},
        "questions": [question_values(question) for question in outcome.questions],
        "also": [row_values(row) for row in outcome.also],
        "echoes": [[*cell, echo] for cell, echo in outcome.echoes.items()],
        "unread": outcome.unread,
        "counts": outcome.counts,
        "changes_nothing": outcome.changes_nothing,
        "promise": outcome.promise,
    }


def outcome_of(values, rows):
    """The outcome of which `whole` gave these values."""
    return SimpleNamespace(
        **{name: [part(**each) for each in values.pop(name)] for name, part in PARTS.items()},
        questions=[question_of(each) for each in values.pop("questions")],
        also=[row_of(each) for each in values.pop("also")],
        echoes={(heading, text): echo for heading, text, echo in values.pop("echoes")},
        rows=rows,
        **values,
    )


def row_values(row):
    """A row, its values as they are shown; its kind comes first."""
    changes = [[change.column, in_cell(change.old), in_cell(change.new)] for change in row.changes]
    return [row.kind, row.number, row.name, changes]


def row_of(values):
    """The row of which `row_values` gave these."""
    kind, number, name, changes = values
    return RowOutcome(number, kind, name, [Change(*change) for change in changes])


def question_values(question):
    """A question; its form as what it takes to make it again."""
    values = {each.name: getattr(question, each.name) for each in fields(Question)}
    form = values.pop("new")
    values["proposals"] = [asdict(proposal) for proposal in question.proposals]
    if form is not None:
        values["form"] = [
            type(form).__module__,
            type(form).__name__,
            form.is_bound and form.data,
            form.initial,
        ]
    return values


def question_of(values):
    """The question of which `question_values` gave these."""
    values["proposals"] = [Proposal(**proposal) for proposal in values["proposals"]]
    if form := values.pop("form", None):
        module, name, data, initial = form
        values["new"] = getattr(import_module(module), name)(data or None, initial=initial)
    return Question(**values)


class Rows:
    """The kept rows, each read when it is looked at."""

    def __init__(self, file):
        self.file, self.start = file, file.tell()

    def __bool__(self):
        return bool(self._line_at(self.start))

    def __iter__(self):
        place = self.start
        while line := self._line_at(place):
            yield Row(self.file, place, line[2 : line.index(b'"', 2)].decode())
            place += len(line)

    def _line_at(self, place):
        self.file.seek(place)
        return self.file.readline()


class Row:
    """A kept row: its kind, and what else it tells when that is asked."""

    def __init__(self, file, place, kind):
        self.file, self.place, self.kind = file, place, kind

    @cached_property
    def _whole(self):
        self.file.seek(self.place)
        return row_of(json.loads(self.file.readline()))

    def __getattr__(self, name):
        return getattr(self._whole, name)

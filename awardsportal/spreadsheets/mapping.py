"""What is decided about the headings of an upload: asked, kept, and taken over by the next that looks so."""

from .cells import as_text
from .decisions import keep
from .headings import headings_key, match_headings, nameless
from .models import SpreadsheetImport

LEAVE_OUT = "-"


def remembered(kind, headings):
    """The latest import of a kind, confirmed and not undone, whose headings were the same, or None."""
    same = SpreadsheetImport.objects.filter(kind=kind, headings_key=headings_key(headings))
    standing = same.filter(confirmed_at__isnull=False, undone_at__isnull=True)
    return standing.order_by("-confirmed_at", "-pk").first()


def take_over(record, headings):
    """Note what the headings of an upload look like, and map them as the last time; saves nothing."""
    before = remembered(record.kind, headings)
    record.headings_key = headings_key(headings)
    record.mapping = before.mapping if before else {}


def read_mapping(post, table, columns):
    """What a form decides about a table's headings, where that is not what would be taken anyhow."""
    found = match_headings(table.headings, columns, filled=nameless(table))
    taken = {heading.key: LEAVE_OUT if heading.column == "" else heading.column for heading in found.all}
    asked = {heading.key: post.get(f"column-{heading.place}") for heading in found.all}
    return {
        key: "" if name == LEAVE_OUT else name
        for key, name in asked.items()
        if name != taken[key] and (name == LEAVE_OUT or name in columns)
    }


def decide(record, table, columns, post):
    """Keep what a form decides about the headings of an upload that is not confirmed yet."""
    record.mapping, record.headings_key = read_mapping(post, table, columns), headings_key(table.headings)
    keep(record, mapping=record.mapping, headings_key=record.headings_key)


def asked(record, table, columns):
    """What the form on headings shows: each with samples and choices, and the import it is mapped after."""
    found = match_headings(table.headings, columns, record.mapping, filled=nameless(table))
    before = remembered(record.kind, table.headings) if record.mapping else None
    return {
        "rows": [(heading, _samples(table, heading), _choices(found, heading)) for heading in found.all],
        "undecided": len(found.undecided),
        "before": before if before and before.mapping == record.mapping else None,
    }


def _choices(found, heading):
    """The columns that a heading may stand for, as (name, heading): its own, and those that stand nowhere."""
    free = found.free()
    return [
        (name, column.column_name)
        for name, column in found.columns.items()
        if name in free or name == heading.column
    ]


def _samples(table, heading, count=3):
    """The first few different values below a heading."""
    texts = (as_text(row.cells[heading.place]).strip() for row in table.rows[:200])
    return list(dict.fromkeys(text[:40] for text in texts if text))[:count]

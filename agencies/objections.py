"""What belongs to two agencies, and why the two cannot be merged, or a merge not be undone."""

from itertools import permutations
from typing import NamedTuple

from django.db.models import UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agencies.lineage import Line, problems_with
from agencies.models import Agency, AgencyName, Succession

# Rows that say the same twice: one of the two stays with the duplicate.
REPEATABLE = {AgencyName, Succession}


class Reason(NamedTuple):
    """Why something is refused or left alone: in staff's words, with the rows to look at."""

    text: str
    rows: tuple = ()


def links():
    """The foreign keys by which rows belong to an agency, whichever app they are of."""
    return [relation.field for relation in Agency._meta.related_objects]


def rows_of(field, agency):
    """The rows that belong to an agency by a foreign key, those of merged duplicates too."""
    return field.model._base_manager.filter(**{field.name: agency}).order_by("pk")


def clashing(rows, field, agency):
    """Those of the rows that cannot belong to the agency, each with the row of it that is the same."""
    clash = []
    for constraint in field.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            others = [name for name in constraint.fields if name != field.name]
            theirs = {same(row, others): row for row in rows_of(field, agency)}
            clash += [(row, theirs[same(row, others)]) for row in rows if same(row, others) in theirs]
    return clash


def same(row, names):
    """What a constraint compares of a row."""
    return tuple(row.serializable_value(name) for name in names)


def reasons_against(one, other):
    """Why two agencies cannot be merged, whichever of them stays; nothing where they can."""
    if one == other:
        return [Reason(_("This is one and the same agency. Choose two."))]
    if merged := [agency for agency in (one, other) if agency.merged_into_id]:
        return list(map(already_merged, merged))
    return [
        *the_same_twice(one, other),
        *one_below_the_other(one, other),
        *(list(one_after_the_other(one, other)) or wrong_successions(one, other)),
    ]


def already_merged(agency):
    """That an agency is merged, and into which."""
    text = _("“%(gone)s” was merged into “%(kept)s” already.")
    return Reason(text % {"gone": agency, "kept": agency.merged_into}, (agency,))


def the_same_twice(one, other):
    """What both have, where neither can be given up: the same award of one year."""
    for field in links():
        if field.model not in REPEATABLE:
            for pair in clashing(rows_of(field, one), field, other):
                text = _("Both have the same among “%s”. One of the two is wrong: put that right first.")
                yield Reason(text % capfirst(field.model._meta.verbose_name_plural), pair)


def one_below_the_other(one, other):
    """That one belongs to the other, however far above it is."""
    for lower, upper in permutations((one, other)):
        if upper in lower.line():
            text = _(
                "“%(lower)s” belongs to “%(upper)s”, so they are two agencies. "
                "If that is wrong, change its parent first."
            )
            yield Reason(text % {"lower": lower, "upper": upper}, (lower,))


def one_after_the_other(one, other):
    """That one came after the other, however many lie between."""
    line = Line()
    for earlier, later in permutations((one, other)):
        if any(each.successor_id == later.pk for each in line.after(earlier)):
            text = _(
                "“%(later)s” came after “%(earlier)s”, so they are two agencies, and the page of one leads "
                "to the other. If that is wrong, delete the succession first."
            )
            yield Reason(text % {"later": later, "earlier": earlier}, (earlier, later))


def wrong_successions(one, other):
    """What the rules of successions would say if the two were one."""
    line = {}
    for each in Succession.objects.all():
        for end in ("predecessor_id", "successor_id"):
            if getattr(each, end) == one.pk:
                setattr(each, end, other.pk)
        line.setdefault((each.predecessor_id, each.successor_id), each)
    for problem in problems_with(line.values()):
        if any(other.pk in (each.predecessor_id, each.successor_id) for each in problem.successions):
            yield Reason(_("Taken together: %s") % problem.message)


def reasons_against_undoing(record):
    """Why a merge cannot be undone; nothing where it can."""
    gone, kept = record.gone, record.kept
    if record.undone_at:
        yield Reason(_("This merge was undone already."))
    elif kept.merged_into:
        text = _("“%(kept)s” was itself merged into “%(other)s” afterwards. Undo that first.")
        yield Reason(text % {"kept": kept, "other": kept.merged_into}, (kept,))
    for namesake in Agency.objects.filter(name_th=gone.name_th).exclude(pk=gone.pk):
        text = _("Another agency has the name “%(name)s” by now (%(code)s). Change that name first.")
        yield Reason(text % {"name": namesake, "code": namesake.code}, (namesake,))

"""Merging duplicates: all that points to one agency moves to the other, and back when that is undone."""

import logging
from functools import wraps

from django.contrib.admin.utils import label_for_field
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agencies.models import Agency, AgencyName, Merge, NameKind
from agencies.objections import (
    Reason,
    clashing,
    links,
    reasons_against,
    reasons_against_undoing,
    rows_of,
    same,
)
from awardsportal.audit import log
from awardsportal.audit.models import What
from awardsportal.history import change, keep_versions, signed
from awardsportal.thai.text import fold

logger = logging.getLogger(__name__)
# What the kept one takes from the duplicate where it has nothing; an empty day of dissolution says something.
FILLED = ("name_en", "parent", "province", "website", "logo")
LEARNT = ("agency", "kind", "used_from_on", "used_until_on")


class Refused(Exception):
    """A merge, or the undoing of one, that was not carried out, with all the reasons."""

    def __init__(self, reasons):
        super().__init__(" ".join(reason.text for reason in reasons))
        self.reasons = reasons


def as_one(action):
    """The action in one transaction; where the database refuses it, that too is a refusal in words."""

    @wraps(action)
    def act(*args, **kwargs):
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except DatabaseError:
            logger.exception("%s was rolled back", action.__name__)
            text = _("Somebody else was saving the same just now. Nothing was changed; try again.")
            raise Refused([Reason(text)]) from None

    return act


@as_one
def merge(*, gone, kept, by):
    """Merge a duplicate into the agency that stays; names as announced do not change. Raises Refused."""
    gone, kept = locked(gone, kept)
    if reasons := reasons_against(gone, kept):
        raise Refused(reasons)
    record = Merge(gone=gone, kept=kept, merged_by=by)
    for field in links():
        if rows := movable(rows_of(field, gone), field, kept):
            record.moved[str(field)] = move(rows, field, kept, by=by)
    record.filled = lacking(kept, gone)
    change(kept, by=by, **{name: getattr(gone, name) for name in record.filled})
    record.learnt = [learn(kept, name, by=by).pk for name in new_names(gone, kept)]
    change(gone, by=by, merged_into=kept)
    record.save()
    log.record(What.MERGED, by=by, about=record)
    return record


@as_one
def undo(record, *, by):
    """Put back what a merge moved, and return the Reasons for what was left alone. Raises Refused."""
    record = Merge.objects.select_for_update().get(pk=record.pk)
    record.gone, record.kept = locked(record.gone, record.kept)
    if reasons := list(reasons_against_undoing(record)):
        raise Refused(reasons)
    left = [reason for field in links() for reason in move_back(record, field, by=by)]
    left += [*empty_again(record, by=by), *unlearn(record, by=by)]
    change(record.gone, by=by, merged_into=None)
    if circle := " → ".join(map(str, record.gone.circle())):
        raise Refused([Reason(_("The line of parents is a circle: %s.") % circle)])
    record.undone_by, record.undone_at = by, timezone.now()
    record.save(update_fields=["undone_by", "undone_at"])
    log.record(What.UNDID_MERGE, by=by, about=record)
    return left


def locked(*agencies):
    """The agencies as they are now, which nobody merges before we are done; raises Refused."""
    keys = {agency.pk for agency in agencies}
    rows = Agency.with_merged.select_for_update().filter(pk__in=keys).order_by("pk")
    now = {agency.pk: agency for agency in rows}
    if len(now) < len(keys):
        raise Refused([Reason(_("One of the two agencies was deleted. Nothing was changed."))])
    return [now[agency.pk] for agency in agencies]


def movable(rows, field, agency):
    """Those of the rows that can belong to the agency, which nobody changes before we are done."""
    rows = list(rows.select_for_update())
    stay = [row for row, _theirs in clashing(rows, field, agency)]
    return [row for row in rows if row not in stay]


def move(rows, field, agency, *, by):
    """Let the rows belong to the agency, with history, and return their keys."""
    keys = [row.pk for row in rows]
    field.model._base_manager.filter(pk__in=keys).update(**{field.name: agency})
    keep_versions(field.model, keys, "~", by=by)
    return keys


def move_back(record, field, *, by):
    """Let the rows that moved belong to the duplicate again; return the Reasons for those that do not."""
    keys = record.moved.get(str(field), [])
    rows = rows_of(field, record.kept).filter(pk__in=keys)
    back = move(movable(rows, field, record.gone), field, record.gone, by=by)
    there = field.model._base_manager.filter(pk__in=keys)
    text = _("“%s” was changed since, and stays as it is.")
    left = [Reason(text % row, (row,)) for row in there if row.pk not in back]
    if deleted := len(keys) - len(there):
        told = {"things": capfirst(field.model._meta.verbose_name_plural), "count": deleted}
        left.append(Reason(_("%(things)s deleted since, and not brought back: %(count)s.") % told))
    return left


# What the kept one gains


def lacking(kept, gone):
    """The names of the fields in which the kept one has nothing and the duplicate something."""
    return [name for name in FILLED if getattr(gone, name) and not getattr(kept, name)]


def empty_again(record, *, by):
    """Empty the fields that were filled in; return the Reasons for those that were changed since."""
    gone, kept, empty, left = record.gone, record.kept, {}, []
    for name in record.filled:
        if getattr(kept, name) == getattr(gone, name):
            empty[name] = getattr(Agency(), name)
        else:
            text = _("“%(field)s” of “%(agency)s” was changed since, and stays as it is.")
            left.append(Reason(text % {"field": label_for_field(name, Agency), "agency": kept}, (kept,)))
    change(kept, by=by, **empty)
    return left


def new_names(gone, kept):
    """The names of the duplicate by which the kept one is not known yet."""
    known = {"", *map(fold, (kept.name_th, kept.name_en)), *(name.fold for name in kept.names.all())}
    return list(
        {fold(name): name for name in (gone.name_th, gone.name_en) if fold(name) not in known}.values()
    )


def learn(agency, text, *, by):
    """Let the agency be recognised by one more spelling."""
    name = signed(AgencyName(agency=agency, kind=NameKind.ALIAS, name=text), by)
    name.save()
    return name


def unlearn(record, *, by):
    """Take back the names that were added; return the Reasons for those that were changed since."""
    left = []
    for name in AgencyName.objects.filter(pk__in=record.learnt):
        added = AgencyName(agency=record.kept, kind=NameKind.ALIAS)
        is_gones = name.name in (record.gone.name_th, record.gone.name_en)
        if is_gones and same(name, LEARNT) == same(added, LEARNT):
            signed(name, by).delete()
        else:
            left.append(Reason(_("“%s” was changed since, and stays as it is.") % name, (name.agency,)))
    return left

"""What changes after the release, in the open: corrections, forgotten winners, withdrawn awards.

Each is atomic, with the ceremony locked, and leaves the row's version in the history, a public Correction and
a line in the log. Who has the right is asked before. What was typed wrong raises ValidationError, what cannot
be done at all raises publishing.Refused.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.correcting.fields import changes_between, correctable, filled_in
from awards.models import Category, Ceremony, Correction, CorrectionKind, Finding, Indicator, Survey, Winner
from awards.models.media import Medium
from awards.privacy.contacts import contacts_in
from awards.publishing import Refused, ceremony_of
from awardsportal.audit.log import record
from awardsportal.audit.models import What
from awardsportal.history import signed

# How each kind is called in the log.
LOGGED = {
    CorrectionKind.CORRECTED: What.CORRECTED,
    CorrectionKind.ADDED: What.CORRECTED,
    CorrectionKind.WITHDRAWN: What.WITHDREW,
    CorrectionKind.REINSTATED: What.REINSTATED,
}


# What is done


@transaction.atomic
def correct(row, *, values, note_th, note_en="", why="", by):
    """Give fields of a released row other values; returns the Correction."""
    ceremony = released(row)
    before, row = stored(row), corrected(row, values)
    correction = noted(CorrectionKind.CORRECTED, before, ceremony, note_th, note_en, why, by)
    save(row, correction)
    row.refresh_from_db()
    correction.changes = changes_between(before, row)
    return publish(correction, row)


@transaction.atomic
def add(winner, *, note_th, note_en="", why="", by):
    """Let a new winner into a released ceremony; returns the Correction."""
    ceremony = released(winner)
    winner = addition(winner)
    winner.stand_last()
    correction = noted(CorrectionKind.ADDED, winner, ceremony, note_th, note_en, why, by)
    save(winner, correction)
    return publish(correction, winner)


@transaction.atomic
def withdraw(winner, *, note_th, note_en="", why="", by):
    """Take a released award back, with a note that tells the public why; returns the Correction."""
    ceremony, winner = released(winner), stored(winner)
    if winner.withdrawn_at:
        raise Refused(_("This award was withdrawn already."))
    correction = noted(CorrectionKind.WITHDRAWN, winner, ceremony, note_th, note_en, why, by)
    winner.withdrawn_at = correction.corrected_at
    winner.withdrawn_why_th, winner.withdrawn_why_en = correction.note_th, correction.note_en
    save(winner, correction)
    return publish(correction, winner)


@transaction.atomic
def reinstate(winner, *, note_th, note_en="", why="", by):
    """Take a mistaken withdrawal back; returns the Correction."""
    ceremony, winner = released(winner), stored(winner)
    if not winner.withdrawn_at:
        raise Refused(_("This award is not withdrawn."))
    correction = noted(CorrectionKind.REINSTATED, winner, ceremony, note_th, note_en, why, by)
    winner.withdrawn_at, winner.withdrawn_why_th, winner.withdrawn_why_en = None, "", ""
    save(winner, correction)
    return publish(correction, winner)


# What it would be


@transaction.atomic
def corrected(row, values):
    """The row as it is stored but with these values, where they may be and any is another one."""
    before, row = stored(row), stored(row)
    if strange := set(values) - set(correctable(row)):
        raise Refused(_("This cannot be corrected: %s.") % ", ".join(sorted(strange)))
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    if isinstance(row, Winner):
        rename(row, before)
    if ceremony_of(row) != ceremony_of(before):
        raise ValidationError({"category": _("A winner stays with its ceremony.")})
    changes = changes_between(before, row)
    if not changes:
        raise Refused(_("Nothing differs from what is published."))
    refuse_contacts(changes)
    return row


def rename(winner, before):
    """Give the winner the names of its agency where it got another one, and these were left as they were."""
    if winner.agency_id != before.agency_id:
        for name in ("agency_name_th", "agency_name_en"):
            if getattr(winner, name) == getattr(before, name):
                setattr(winner, name, "")
    winner.fill_in_name()


def addition(winner):
    """The new winner, where it may be one, with the name of its agency."""
    winner.full_clean()
    winner.fill_in_name()
    refuse_contacts(filled_in(winner))
    return winner


# How each is done


def why_not(ceremony):
    """Why nothing of the ceremony is corrected, in words; empty once the public sees it."""
    text = _("%s is not released. What is wrong there is mended in a draft, before anybody sees it.")
    return "" if ceremony.is_released else text % ceremony


def released(row):
    """The row's ceremony, locked; refuses one that the public does not see yet."""
    ceremony = ceremony_of(stored(row) if row.pk else row)
    ceremony = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    if reason := why_not(ceremony):
        raise Refused(reason)
    return ceremony


def stored(row):
    """The row as it is now, locked: a name may just be taken off it."""
    if now := type(row)._base_manager.select_for_update().filter(pk=row.pk).first():
        return now
    raise Refused(_("It is not there any more."))


def refuse_contacts(changes):
    """Refuse new values with e-mail addresses or telephone numbers in them: they are never public."""
    found = {each["field"]: contacts_in(each["new"]) for each in changes if isinstance(each["new"], str)}
    if any(found.values()):
        text = _("Take out %s. Contacts are never public.")
        raise ValidationError({name: text % ", ".join(each) for name, each in found.items() if each})


def noted(kind, row, ceremony, note_th, note_en, why, by):
    """The Correction to be, with its notes checked; what it concerns is called as it was until now."""
    correction = Correction(
        kind=kind,
        ceremony=ceremony,
        subject_th=called(row, "th"),
        subject_en=called(row, "en"),
        note_th=note_th,
        note_en=note_en,
        why=why,
        corrected_at=timezone.now(),
        corrected_by=by,
    )
    correction.clean_fields(exclude=["ceremony", "winner", "corrected_by"])
    refuse_contacts(public_notes(note_th, note_en))
    return correction


def public_notes(note_th, note_en):
    """The notes that the public reads, as changes from nothing."""
    return [{"field": "note_th", "new": note_th}, {"field": "note_en", "new": note_en}]


def called(row, language):
    """What the row is called in a language, cut to what a Correction holds; nothing for what has a page."""
    with translation.override(language):
        match row:
            case Category() | Finding():
                titled = row if isinstance(row, Category) else row.indicator
                title = getattr(titled, f"title_{language}")
                name = title and f"{title} · {row.get_level_display()}"
            case Indicator():
                name = getattr(row, f"title_{language}")
            case Survey() | Medium():
                caption = getattr(row, f"caption_{language}", "")
                name = " · ".join(filter(None, [str(capfirst(row._meta.verbose_name)), caption]))
            case _:
                name = ""
    return name[: Correction._meta.get_field("subject_th").max_length]


def save(row, correction):
    """Save the row, with who did it and the public note in its history."""
    signed(row, correction.corrected_by, correction.note_th).save()


def publish(correction, row):
    """Save the Correction of the row, and log it."""
    correction.winner = row if isinstance(row, Winner) else getattr(row, "winner", None)
    signed(correction, correction.corrected_by).save()
    # Not the note: it may name a person, and from the log no name can be removed.
    record(LOGGED[correction.kind], by=correction.corrected_by, about=row, correction=correction.pk)
    return correction

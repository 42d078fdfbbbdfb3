"""Taking a person's name off on a lawful request: the one exception to a history that nobody changes."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import Category, Winner
from awards.models.winners import NAME_REMOVED
from awards.privacy.names import Name, clear, clear_versions, save
from awards.publishing import Refused
from awardsportal.audit.log import record
from awardsportal.audit.models import What
from awardsportal.spreadsheets import importing, kept_files
from awardsportal.spreadsheets.background import is_large
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.models import SpreadsheetImport


@dataclass(frozen=True)
class Upload:
    """An uploaded spreadsheet that is still kept and has a name in it, or could not be looked through."""

    record: SpreadsheetImport
    was_read: bool

    @property
    def key(self):
        """Which upload it is."""
        return str(self.record.pk)


def why_not(winner):
    """Why no name can be taken off the winner, in words; empty while one can."""
    if winner.anonymised_at:
        return _("The name of this person was removed already.")
    if not winner.person_given_th:
        return _("This award was given to an agency and names nobody.")
    return ""


def uploads_with(name):
    """The Uploads in which a name stands or may stand; a large one is not looked through."""
    kept = [upload for upload in SpreadsheetImport.objects.all() if kept_files.is_there(upload)]
    said = [(upload, says(upload, name)) for upload in kept]
    return [Upload(upload, was_read=has is not None) for upload, has in said if has is not False]


def says(upload, name):
    """Whether a name stands in an uploaded file; None where that is not known."""
    if is_large(upload):
        return None
    try:
        return any(name.out_of(line) != line for line in kept_files.lines_in(upload))
    except UnreadableFile:
        return None


def texts_after(winner, name):
    """What the winner's texts will say, as (field, text), where they have the name in them today."""
    values = name.taken_out(winner, loosely=True)
    return [(winner._meta.get_field(attribute), text) for attribute, text in values.items()]


@transaction.atomic
def anonymise(winner, *, by, why, places=(), uploads=()):
    """Take the name of a winner's person off everywhere about the winner, its history included.

    Also off the other `places` of the name, by their keys, and with the kept files of `uploads`, also by
    their keys. Nothing of this can be undone. Raises Refused.
    """
    winner = locked(winner)
    name = Name(winner)
    refuse(winner, name, why)
    told = {"by": by, "why": why}
    for place in [each for each in name.places() if each.key in places]:
        clear(name, place.row, **told)
    for correction in winner.corrections.all():
        clear(name, correction, loosely=True, **told)
    take_off(winner, name, **told)
    chosen = [each.record for each in uploads_with(name) if each.key in uploads]
    transaction.on_commit(lambda: delete_files(chosen))
    record(What.ANONYMISED, by=by, about=winner, why=why)
    return winner


def locked(winner):
    """The winner as it is now, which nobody else changes meanwhile, nor another of its category."""
    now = Winner.objects.filter(pk=winner.pk).first()
    if now is None:
        raise Refused(_("It is not there any more."))
    Category.objects.select_for_update().get(pk=now.category_id)
    return Winner.objects.select_for_update(of=["self"]).get(pk=now.pk)


def refuse(winner, name, why):
    """Refuse what cannot be, or a reason that is missing or says the name again."""
    if reason := why_not(winner):
        raise Refused(reason)
    if not why.strip():
        raise Refused(_("Write the number or date of the request."))
    if name.out_of(why, loosely=True) != why:
        raise Refused(_("The reason is kept for ever: write it without the person’s name."))


def take_off(winner, name, *, by, why):
    """Put what stands for a removed name into the winner and all its versions; take it out of its texts."""
    history = Winner.history.model.objects
    namesakes = [winner.pk, *name.other_wins().values_list("pk", flat=True)]
    removed = {"anonymised_at": timezone.now(), **free_name(winner)}
    values = name.taken_out(winner, loosely=True)
    save(winner, removed | values, by=by, why=why)
    versions = history.filter(id=winner.pk)
    clear_versions(name, versions, loosely=True)
    # When the name was removed as well, so that a version that is restored says it too.
    versions.update(**removed)
    # Winners that were deleted, or took another name since: they have no page on which to ask for it.
    for form in name.forms["th"]:
        same = {"person_given_th": form.given, "person_family_th": form.family}
        history.filter(**same).exclude(id__in=namesakes).update(**NAME_REMOVED)


def free_name(winner):
    """What stands for the name; with a number where the agency has such a winner in the category already."""
    others = Winner.objects.filter(category=winner.category_id, agency=winner.agency_id).exclude(pk=winner.pk)
    taken = set(others.filter(anonymised_at__isnull=False).values_list("person_family_th", flat=True))
    number = next(each for each in ("", *map(str, range(2, len(taken) + 3))) if each not in taken)
    return NAME_REMOVED | {"person_family_th": number, "person_family_en": number}


def delete_files(uploads):
    """Delete the files of imports; of an upload that was never confirmed the record as well."""
    for upload in uploads:
        importing.discard(upload)
        kept_files.delete(upload)

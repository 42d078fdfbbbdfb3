"""Photos and documents that staff upload for a ceremony or winner: each is kept, or refused aloud."""

from contextlib import contextmanager
from pathlib import PurePath
from threading import Lock

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from awards.media import documents, pictures
from awards.media.refusals import UnfitFile
from awards.models import Attachment, Ceremony, Photo
from awards.models.media import LONGEST_CAPTION
from awards.publishing import Refused, ceremony_of, why_frozen
from awardsportal.audit.log import record
from awardsportal.audit.models import What
from awardsportal.history import signed
from awardsportal.thai.text import clean

ONE_AT_A_TIME = Lock()


def receive(files, *, thing, by):
    """Keep the files that are fit, as photos and attachments of a ceremony or winner.

    Returns the new rows, and the reasons against the others. Raises Refused when the ceremony is frozen.
    """
    refuse_frozen(ceremony_of(thing))
    kept, reasons = [], []
    with storing() as store:
        for file in files:
            try:
                kept.append(keep(file, thing, store))
            except UnfitFile as refusal:
                reasons.append(str(refusal))
        if kept:
            enter(kept, thing=thing, by=by)
    return kept, reasons


@contextmanager
def storing():
    """A function that writes into the private storage; what it wrote goes again unless all ends well."""
    written = []

    def store(name, content):
        written.append(name)
        default_storage.save(name, content)

    try:
        yield store
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def keep(file, thing, store):
    """Store what is made of an uploaded file, while no other is in memory; returns its row, not saved yet."""
    with ONE_AT_A_TIME:
        row, contents = made_of(file, thing)
        for name, content in contents:
            store(name, content)
    return row


def made_of(file, thing):
    """The row that an uploaded file becomes, by its name a photo or document, and its (name, content)s."""
    place = {thing._meta.model_name: thing}
    if not file.name.lower().endswith(".pdf"):
        picture = pictures.read(file)
        photo = Photo(**place, width=picture.width, height=picture.height)
        return photo, pictures.renditions(picture, photo)
    documents.check(file)
    # What tells it from the other documents, until somebody finds better words.
    caption = clean(PurePath(file.name).stem)[:LONGEST_CAPTION]
    attachment = Attachment(**place, size=file.size, caption_th=caption)
    return attachment, [(attachment.file_name, file)]


# Nothing around it may undo the rows while their files stay.
@transaction.atomic(durable=True)
def enter(rows, *, thing, by):
    """Save the rows that files became, unless all was frozen or deleted meanwhile."""
    stored = type(thing)._base_manager.filter(pk=thing.pk).first()
    ceremony = stored and Ceremony.objects.select_for_update().filter(pk=ceremony_of(stored).pk).first()
    if ceremony is None:
        raise Refused(_("“%(thing)s” was deleted meanwhile.") % {"thing": thing})
    refuse_frozen(ceremony)
    for row in rows:
        signed(row, by).save()
    # Not what they are called: often by a person, and from the log no name can be removed.
    record(What.UPLOADED, by=by, about=thing, files=len(rows))


def refuse_frozen(ceremony):
    """Raise the reason why nothing may be added to the ceremony, if there is one."""
    if reason := why_frozen(ceremony):
        raise Refused(reason)

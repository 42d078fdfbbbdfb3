"""Uploaded PDF documents, which are kept as they are."""

import os

from django.utils.translation import gettext as _

from awards.media.refusals import HEAD, head_of, refuse_by_size, unfit


def check(file):
    """Raise UnfitFile for everything but a whole PDF document of a sensible size."""
    refuse_by_size(file)
    if not head_of(file).startswith(b"%PDF-"):
        raise unfit(_("“%(file)s” is not a PDF document. Open it on your machine and save it as PDF."), file)
    file.seek(max(0, file.size - HEAD), os.SEEK_SET)
    if b"%%EOF" not in file.read(HEAD):
        raise unfit(_("“%(file)s” breaks off before its end. Copy it again from where it came from."), file)

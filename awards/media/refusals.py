"""Uploaded files that are not taken: the refusals in words that name the file, the fault and the cure."""

import re

from django.utils.translation import gettext as _

from awards.models.media import LARGEST_FILE

# How files of the kinds that staff send most begin, of which none is taken.
BEGINNINGS = {
    "GIF": rb"GIF8",
    "HEIC": rb".{4}ftyp(hei|hev|mif1|msf1)",
    "AVIF": rb".{4}ftypavi",
    "TIFF": rb"II\*\0|MM\0\*",
    "BMP": rb"BM",
    "SVG": rb"\s*(<\?xml.*)?<svg|<\?xml.*<!DOCTYPE svg",
    "PSD": rb"8BPS",
}
HEAD = 1024


class UnfitFile(Exception):
    """An uploaded file that is not taken; its text names the file, what is wrong with it, and what to do."""


def refuse_by_size(file):
    """Refuse a file with nothing in it, or too much."""
    if not file.size:
        raise unfit(_("“%(file)s” is empty. Copy it again from where it came from."), file)
    if file.size > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1024**2
        raise unfit(
            _("“%(file)s” is larger than %(most)s MB. Save it in a smaller size."), file, most=megabytes
        )


def no_picture(file):
    """The refusal of a file that is no picture of the kinds that are taken, whatever its name says."""
    head = head_of(file)
    if head.startswith(b"%PDF-"):
        return unfit(_("“%(file)s” is a PDF document. Give it a name that ends in .pdf."), file)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
        return damaged(file)
    for kind, beginning in BEGINNINGS.items():
        if re.match(beginning, head, re.DOTALL):
            return unfit(
                _("“%(file)s” is a %(kind)s picture. Save it as JPEG, PNG or WebP."), file, kind=kind
            )
    return unfit(_("“%(file)s” is not a picture. Photos are JPEG, PNG or WebP, documents PDF."), file)


def damaged(file):
    """The refusal of a file that breaks off or contradicts itself."""
    return unfit(
        _("“%(file)s” is damaged. Copy it again, or open it on your machine and save it anew."), file
    )


def unfit(message, file, **details):
    """The refusal of a file in these words."""
    return UnfitFile(message % {"file": file.name, **details})


def head_of(file):
    """How a file begins."""
    file.seek(0)
    return file.read(HEAD)

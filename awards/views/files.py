"""Photos and documents: to the public once they are released, and for previews before."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from awards.models import Attachment, Photo

# Neither a path, nor a wildcard, nor a second header.
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
# As UTF-8, a Thai letter takes three bytes of the 255 that a file's name may have.
LONGEST_NAME = 80


def photo(request, key, width):
    """A released photo in one of its widths."""
    photo = get_object_or_404(Photo.objects.published(), key=key)
    return lasting(request, serve_photo(photo, width), f"{key}-{width}")


def attachment(request, key):
    """A released document."""
    return lasting(request, serve_attachment(get_object_or_404(Attachment.objects.published(), key=key)), key)


def lasting(request, response, tag):
    """The response, which every cache may keep a while: what lies under a key never becomes another."""
    etag = f'"{tag}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is not response:
        # To close the response itself is to tell Django that the request is over.
        response.file_to_stream.close()
    return answer


def serve_photo(photo, width):
    """The bytes of any photo; who may see them, and who may keep them, is for the caller to decide.

    Raises Http404 where there are none in this width.
    """
    if width not in photo.widths():
        raise Http404
    return FileResponse(opened(photo.file_name(width)), content_type="image/webp")


def serve_attachment(attachment):
    """The bytes of any document, to download; who may see and who may keep them is for the caller to decide.

    Raises Http404 where there are none.
    """
    file, name = opened(attachment.file_name), download_name(attachment)
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    # What staff were sent may hold programs.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def opened(name):
    """The file of this name in the storage; what was lost there is as if it had never been."""
    try:
        return default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None


def download_name(attachment):
    """What the reader's machine calls the document: its caption, without what no file may be called."""
    caption = NOT_IN_A_NAME.sub(" ", attachment.caption_th or attachment.caption_en).strip(" .")
    return f"{caption[:LONGEST_NAME].strip() or _('Document')}.pdf"

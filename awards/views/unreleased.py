"""The pages and files of a ceremony before its release, all below the home of a Preview."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from awards.models import Attachment, Ceremony, Photo, Winner
from awards.publishing import ceremony_of
from awards.views import files, pages

PREVIEW = gettext_noop("preview")


def ceremony(request, preview):
    """The page of the ceremony as it will be; once it is released, the way there."""
    if preview.ceremony.is_released:
        return redirect(preview.ceremony)
    ceremony = pages.for_page(Ceremony.objects).get(pk=preview.ceremony.pk)
    return pages.show_ceremony(request, ceremony, preview)


def winner(request, preview, ref):
    """The page of a winner as it will be; once it is released, the way there."""
    winner = get_object_or_404(Winner.objects.for_listing(), ref=ref, category__ceremony=preview.ceremony)
    if preview.ceremony.is_released:
        return redirect(winner)
    return pages.show_winner(request, winner, preview)


def photo(request, preview, key, width):
    """A photo of the ceremony or of a winner there."""
    photo = medium_of(preview.ceremony, Photo, key)
    return redirect(photo.address(width)) if preview.ceremony.is_released else files.serve_photo(photo, width)


def attachment(request, preview, key):
    """A document of the ceremony or of a winner there."""
    attachment = medium_of(preview.ceremony, Attachment, key)
    return redirect(attachment) if preview.ceremony.is_released else files.serve_attachment(attachment)


def medium_of(ceremony, model, key):
    """The photo or document of the ceremony with this key; raises Http404, also for one of another."""
    found = get_object_or_404(model, key=key)
    if ceremony_of(found) != ceremony:
        raise Http404
    return found


BELOW = {
    "": ceremony,
    "winners/<slug:ref>/": winner,
    "photos/<slug:key>/<int:width>.webp": photo,
    "attachments/<slug:key>.pdf": attachment,
}


def addresses(home, name, view_of):
    """The addresses below a home, each named after its page."""
    return [
        path(f"{home}{below}", view_of(page), name=name.format(page.__name__))
        for below, page in BELOW.items()
    ]


@require_safe
def answer(request, page, preview, note, **asked):
    """What a page of the preview answers, which no cache keeps and no search engine lists.

    Who opened it is noted with its address; a photo goes with the page that it stands on.
    """
    response = page(request, preview, **asked)
    if response.status_code == 200 and page is not photo:
        note(page=f"{PREVIEW}/{request.path.removeprefix(preview.home)}")
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response

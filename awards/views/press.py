"""What the press reads of an approved ceremony before its release, by a link that was made for it."""

from functools import partial, wraps

from django.http import Http404
from django.urls import reverse

from awards import previews
from awards.views import unreleased


def opened(page):
    """The page of a preview for whoever holds a working link; without one it is as if it did not exist."""

    @wraps(page)
    def view(request, token, **asked):
        link = previews.open_link(token)
        if link is None:
            raise Http404
        preview = previews.Preview(link.ceremony, reverse("awards:press_ceremony", args=[token]))
        return unreleased.answer(request, page, preview, partial(previews.note_use, link), **asked)

    return view


urlpatterns = unreleased.addresses("preview/<slug:token>/", "press_{}", opened)

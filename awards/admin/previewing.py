"""The pages of a ceremony before its release, as staff see them."""

from functools import partial, wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models import Ceremony
from awards.previews import Preview
from awards.views import unreleased
from awards.watching import note_seen


class Previewing:
    """The admin of ceremonies: what the public will see, for those who may see it before."""

    def get_urls(self):
        """The admin's addresses, and the previews of the public pages and files."""
        return [
            *unreleased.addresses("<int:pk>/preview/", "awards_{}_preview", self.previewed),
            *super().get_urls(),
        ]

    def previewed(self, page):
        """A page of a ceremony's preview, for those who may see what is not released."""

        @wraps(page)
        def view(request, pk, **asked):
            if not request.user.has_perm("awards.preview_ceremony"):
                raise PermissionDenied
            ceremony = get_object_or_404(Ceremony, pk=pk)
            note = partial(note_seen, ceremony, by=request.user)
            return unreleased.answer(request, page, Preview(ceremony, home_of(ceremony)), note, **asked)

        return self.admin_site.admin_view(view)

    def tools(self, request, ceremony):
        """The preview, until everybody sees the page."""
        may_see = request.user.has_perm("awards.preview_ceremony") and not ceremony.is_released
        found = [(_("Preview of the public page"), home_of(ceremony))] if may_see else []
        return [*found, *super().tools(request, ceremony)]


def home_of(ceremony):
    """Where staff preview the pages of a ceremony."""
    return reverse("admin:awards_ceremony_preview", args=[ceremony.pk])

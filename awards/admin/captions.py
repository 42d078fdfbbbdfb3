"""Correcting what is said of a photo or document after the release."""

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.admin.correcting import may_correct
from awards.models import Attachment, Photo


class CorrectingCaptions:
    """The admin of ceremonies or winners, which is Correcting: of their photos and documents as well."""

    def get_urls(self):
        """The admin's addresses, and that of each photo and document."""
        return [
            *(
                path(
                    f"<int:pk>/media/{model._meta.model_name}s/<slug:key>/correct/",
                    self.corrects(self.caption_view(model)),
                    name=f"awards_{self.opts.model_name}_correct_{model._meta.model_name}",
                )
                for model in (Photo, Attachment)
            ),
            *super().get_urls(),
        ]

    def caption_view(self, model):
        """The view that corrects what is said of a photo, or of a document."""

        def view(request, thing, key):
            medium = get_object_or_404(model, key=key, **{self.opts.model_name: thing})
            return self.correct(request, medium, back=thing)

        return view


class CorrectableCaptions:
    """Photos or documents on a page, each with the way to correct what is said of it, for who may."""

    def get_readonly_fields(self, request, obj=None):
        """Also the way to correct it."""
        return [*super().get_readonly_fields(request, obj), *self.ways(request, obj)]

    def get_fieldsets(self, request, obj=None):
        """Also the way to correct it, at the end."""
        fieldsets = super().get_fieldsets(request, obj)
        fieldsets[-1][1]["fields"] = [*fieldsets[-1][1]["fields"], *self.ways(request, obj)]
        return fieldsets

    def ways(self, request, thing):
        """The column with the way, once the ceremony is released and for who may correct."""
        ceremony = self.parent_admin.ceremony_of(thing) if thing else None
        return ["correction"] if may_correct(request.user, ceremony) else []

    @admin.display(description=gettext_lazy("correction"))
    def correction(self, medium):
        """The way to the page on which it is corrected."""
        place = self.file_address(f"correct_{medium._meta.model_name}", medium)
        return format_html('<a class="portal-go" href="{}">{}</a>', place, _("Correct"))

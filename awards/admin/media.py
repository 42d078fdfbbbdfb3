"""The photos and documents of a ceremony or winner in the admin: uploaded together, described one by one."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.admin.captions import CorrectableCaptions, CorrectingCaptions
from awards.media.uploads import receive
from awards.models import Attachment, Photo
from awards.models.media import LARGEST_FILE
from awards.publishing import Refused, ceremony_of, why_frozen
from awards.views.files import serve_attachment, serve_photo
from awards.views.unreleased import PREVIEW
from awards.watching import note_seen
from awardsportal.staff.model_admin import PortalInline, PortalTabularInline
from awardsportal.staff.stale import StaleGuardFormSet
from awardsportal.values import EMPTY


def address(name, model, *args):
    """One of the addresses of the admin of ceremonies or winners."""
    return reverse(f"admin:awards_{model._meta.model_name}_{name}", args=args)


class PhotoFormSet(StaleGuardFormSet):
    """The photos of one thing, of which the one that was ticked last is the cover."""

    def uniqueness(self):
        """None to look at: a new cover takes the place of the one before it."""
        return []

    def clean(self):
        """Refuse two new covers; with one, no other photo on the page is the cover, saved before or after."""
        super().clean()
        ticked = [form for form in self.forms if form.is_valid() and self.is_new_cover(form)]
        for form in ticked[1:]:
            form.add_error("is_cover", _("Only one photo is the cover. Tick one."))
        for form in self.forms:
            if ticked and form not in ticked:
                form.instance.is_cover = False

    def is_new_cover(self, form):
        """Whether a photo was made the cover on this page."""
        is_ticked = "is_cover" in form.changed_data and form.cleaned_data["is_cover"]
        return is_ticked and not self._should_delete_form(form)


class OfFiles:
    """Rows that come from files: nobody adds them here."""

    def has_add_permission(self, request, obj):
        """Nobody."""
        return False

    def file_address(self, name, medium, *args):
        """The address of a file of a photo or document."""
        parent = medium.ceremony_id or medium.winner_id
        return address(name, self.parent_model, parent, medium.key, *args)


class PhotoInline(CorrectableCaptions, OfFiles, PortalInline, admin.StackedInline):
    """The photos: what they show, in which order, and which is the cover."""

    model = Photo
    formset = PhotoFormSet
    readonly_fields = ["thumbnail"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "thumbnail",
                    ("alt_th", "alt_en"),
                    ("caption_th", "caption_en"),
                    ("order", "is_cover"),
                ]
            },
        )
    ]

    @admin.display(description=gettext_lazy("photo"))
    def thumbnail(self, photo):
        """The photo, small, and the way to it in full; nothing where it was deleted meanwhile."""
        if not photo.pk:
            return EMPTY
        small = photo.widths()[0]
        return format_html(
            '<a href="{}"><img src="{}" width="{}" height="{}" alt="{}" loading="lazy"></a>',
            self.file_address("photo", photo, photo.width),
            self.file_address("photo", photo, small),
            small,
            photo.height_at(small),
            photo.alt_th,
        )


class AttachmentInline(CorrectableCaptions, OfFiles, PortalTabularInline):
    """The documents: what they are called, and in which order."""

    model = Attachment
    fields = ["document", "caption_th", "caption_en", "order"]
    readonly_fields = ["document"]

    @admin.display(description=gettext_lazy("document"))
    def document(self, attachment):
        """The way to the document; nothing where it was deleted meanwhile."""
        if not attachment.pk:
            return EMPTY
        place = self.file_address("attachment", attachment)
        return format_html('<a href="{}">PDF</a> {}', place, filesizeformat(attachment.size))


class HasMedia(CorrectingCaptions):
    """The admin of ceremonies or winners: their photos and documents, and the page that takes new ones."""

    def get_urls(self):
        """The addresses of the upload and the files, before those of the rows."""
        views = {
            "": (self.media_view, "media"),
            "photos/<slug:key>/<int:width>.webp": (self.photo_view, "photo"),
            "attachments/<slug:key>.pdf": (self.attachment_view, "attachment"),
        }
        return [
            *(
                path(
                    f"<int:pk>/media/{below}",
                    self.admin_site.admin_view(view),
                    name=f"awards_{self.opts.model_name}_{name}",
                )
                for below, (view, name) in views.items()
            ),
            *super().get_urls(),
        ]

    def get_inlines(self, request, obj):
        """The rows on the page; of what is stored also its photos and documents."""
        return [*super().get_inlines(request, obj), *([PhotoInline, AttachmentInline] if obj else [])]

    def tools(self, request, thing):
        """The way to the upload, while something may be added."""
        found = super().tools(request, thing)
        if may_upload(request) and not why_frozen(ceremony_of(thing)):
            found = [(_("Upload photos and documents"), address("media", self.model, thing.pk)), *found]
        return found

    def media_view(self, request, pk):
        """The page that takes many files at once, and says of each what became of it."""
        if not may_upload(request):
            raise PermissionDenied
        thing = get_object_or_404(self.model, pk=pk)
        if request.method == "POST":
            return self.take(request, thing)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload photos and documents"),
            "opts": self.opts,
            "thing": thing,
            "why_frozen": why_frozen(ceremony_of(thing)),
            "largest": LARGEST_FILE // 1024**2,
            "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        }
        return TemplateResponse(request, "admin/awards/media.html", context)

    def take(self, request, thing):
        """Keep the files that were sent, and lead to where they are described; back where none was kept."""
        try:
            kept, reasons = receive(request.FILES.getlist("files"), thing=thing, by=request.user)
        except Refused as refusal:
            kept, reasons = [], refusal.reasons
        if not kept and not reasons:
            reasons = [_("No file was chosen.")]
        for reason in reasons:
            messages.error(request, reason)
        if not kept:
            return HttpResponseRedirect(request.path)
        told = ngettext("%(n)s file was kept.", "%(n)s files were kept.", len(kept)) % {"n": len(kept)}
        # Not to the photos at once: the reasons stand on top of the page.
        link = format_html('<a href="#photos-group">{}</a>', _("See and describe them"))
        messages.success(request, format_html("{} {}", told, link))
        return HttpResponseRedirect(address("change", self.model, thing.pk))

    def photo_view(self, request, pk, key, width):
        """A photo, for those who may see what is not released."""
        return self.file(request, serve_photo, self.media_of(Photo, pk), key, width)

    def attachment_view(self, request, pk, key):
        """A document, for those who may see what is not released."""
        return self.file(request, serve_attachment, self.media_of(Attachment, pk), key)

    def media_of(self, model, pk):
        """The photos or documents of one of our rows."""
        return model.objects.filter(**{self.opts.model_name: pk})

    def file(self, request, serve, media, key, *args):
        """A file of one of the photos or documents, which no cache keeps, for those who may see it.

        Who opens a document before the release is noted; a photo goes with the page that it stands on.
        """
        if not request.user.has_perm("awards.preview_ceremony"):
            raise PermissionDenied
        medium = get_object_or_404(media, key=key)
        response = serve(medium, *args)
        if isinstance(medium, Attachment):
            note_seen(ceremony_of(medium), by=request.user, page=f"{PREVIEW}/{medium.file_name}")
        response["Cache-Control"] = "no-store"
        return response


def may_upload(request):
    """Whether the one signed in adds photos and documents."""
    return request.user.has_perms(["awards.add_photo", "awards.add_attachment"])

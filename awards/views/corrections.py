"""What was put right after its release: as a page, as data, and as a feed."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.correcting.words import with_changes
from awards.models import Correction
from awards.views.feeds import PortalFeed, answered_by

CORRECTIONS_A_PAGE = 30


def published():
    """The corrections that the public may see, with what they concern, the latest first."""
    return Correction.objects.published().select_related("ceremony", "winner__agency", "winner__category")


def corrections(request):
    """The list of all corrections."""
    page = Paginator(published(), CORRECTIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "awards/corrections.html", {"page": page})


def data(request):
    """All corrections as JSON."""
    entries = [entry(request, correction, changes) for correction, changes in with_changes(published())]
    return JsonResponse({"corrections": entries}, json_dumps_params={"ensure_ascii": False})


def entry(request, correction, changes):
    """A correction as data; labels and words are in the language of the address."""
    return {
        "id": correction.pk,
        "kind": correction.kind,
        "kind_label": correction.get_kind_display(),
        "ceremony": correction.ceremony.slug,
        "winner": correction.winner and correction.winner.ref,
        "subject_th": correction.subject_th,
        "subject_en": correction.subject_en,
        "changes": [
            {
                "model": change.model,
                "field": change.field,
                "label": change.label,
                "old": change.old.data,
                "new": change.new.data,
                "old_words": change.old.words,
                "new_words": change.new.words,
            }
            for change in changes
        ],
        "note_th": correction.note_th,
        "note_en": correction.note_en,
        "corrected_at": timezone.localtime(correction.corrected_at).isoformat(),
        "address": request.build_absolute_uri(correction.get_absolute_url()),
    }


class CorrectionFeed(PortalFeed):
    """The latest corrections as Atom, each an item with its Changes."""

    title = _("Corrections · Digital Government Awards")
    link = reverse_lazy("awards:corrections")
    title_template = "awards/_correction_title.txt"
    description_template = "awards/_correction_told.html"

    def items(self):
        """As many as stand on a page."""
        return with_changes(published()[:CORRECTIONS_A_PAGE])

    def get_context_data(self, **kwargs):
        """What the templates of an entry need."""
        correction, changes = kwargs["item"]
        return {"correction": correction, "changes": changes}

    def item_link(self, item):
        """Where it stays."""
        return item[0].get_absolute_url()

    def item_pubdate(self, item):
        """When it was corrected."""
        return timezone.localtime(item[0].corrected_at)

    item_updateddate = item_pubdate


feed = answered_by(CorrectionFeed)

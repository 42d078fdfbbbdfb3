"""What the staff's start page says needs doing."""

from django import template
from django.db.models import Prefetch
from django.utils import timezone

from agencies.models import Agency
from awards.models import Category, Ceremony, State
from awardsportal.spreadsheets.models import SpreadsheetImport

register = template.Library()

LAST_IMPORTS = 5


@register.simple_tag(takes_context=True)
def desk(context):
    """The unfinished ceremonies, awaited releases, last imports and gaps that the one signed in may see."""
    user = context["request"].user
    shown = dict.fromkeys(["unfinished", "awaited", "imports", "without_english"])
    if user.has_perm("awards.view_ceremony"):
        shown |= {"unfinished": unfinished(), "awaited": awaited()}
    if user.has_perm("spreadsheets.view_spreadsheetimport"):
        shown["imports"] = SpreadsheetImport.objects.select_related("uploaded_by")[:LAST_IMPORTS]
    if user.has_perm("agencies.view_agency"):
        shown["without_english"] = Agency.objects.filter(name_en="").count()
    return shown


def unfinished():
    """Drafts and ceremonies in review, with how many winners each category has of how many."""
    categories = Category.objects.with_known().order_by("order", "pk")
    ceremonies = Ceremony.objects.exclude(state=State.APPROVED)
    return ceremonies.with_counts().prefetch_related(Prefetch("categories", categories))


def awaited():
    """Approved ceremonies whose release is still to come, the next one first."""
    return Ceremony.objects.filter(state=State.APPROVED, release_at__gt=timezone.now()).order_by("release_at")

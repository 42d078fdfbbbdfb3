"""What the staff's start page says needs doing."""

from django import template
from django.db.models import Prefetch

from agencies.models import Agency
from awards.models import Category, Ceremony, State
from awardsportal import clock
from awardsportal.audit.models import Event, What
from awardsportal.spreadsheets.models import SpreadsheetImport

register = template.Library()

LAST_IMPORTS = 5
STEPS = (What.SENT_FOR_REVIEW, What.SENT_BACK)


@register.simple_tag(takes_context=True)
def desk(context):
    """What waits for the one signed in, and what is in work, awaited, imported last and missing."""
    user = context["request"].user
    shown = dict.fromkeys(["to_approve", "unfinished", "awaited", "imports", "without_english"])
    if user.has_perm("awards.approve_ceremony"):
        shown["to_approve"] = to_approve(user)
    if user.has_perm("awards.view_ceremony"):
        shown |= {"unfinished": unfinished(), "awaited": awaited()}
    if user.has_perm("spreadsheets.view_spreadsheetimport"):
        shown["imports"] = SpreadsheetImport.objects.select_related("uploaded_by")[:LAST_IMPORTS]
    if user.has_perm("agencies.view_agency"):
        shown["without_english"] = Agency.objects.filter(name_en="").count()
    return shown


def to_approve(user):
    """Ceremonies in review, without those that the user sent there, the one that waits longest first."""
    reviewed = Ceremony.objects.filter(state=State.IN_REVIEW).exclude(sent_by=user)
    return reviewed.select_related("sent_by").order_by("sent_at")


def unfinished():
    """Drafts and ceremonies in review: how full each category is, and what sent a draft back."""
    categories = Category.objects.with_known().order_by("order", "pk")
    ceremonies = Ceremony.objects.exclude(state=State.APPROVED)
    ceremonies = ceremonies.with_counts().prefetch_related(Prefetch("categories", categories))
    last = last_steps()
    for ceremony in ceremonies:
        step = last.get(str(ceremony.pk))
        ceremony.sent_back = step if step and step.what == What.SENT_BACK else None
    return ceremonies


def last_steps():
    """By the key of its ceremony the event by which each came to where it is on its way to approval."""
    steps = Event.objects.filter(model=Ceremony._meta.label_lower, what__in=STEPS).order_by("pk")
    return {step.key: step for step in steps}


def awaited():
    """Approved ceremonies whose release is still to come, the next one first."""
    return Ceremony.objects.filter(state=State.APPROVED, release_at__gt=clock.now()).order_by("release_at")

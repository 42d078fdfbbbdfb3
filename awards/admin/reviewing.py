"""The page on which a ceremony is checked like the committee's minutes, approved and given its release."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agencies.admin.merging import address_of, told
from awards import publishing
from awards.admin.steps import STEPS, Accept, Approve
from awards.checks import problems_with
from awards.models import Ceremony
from awards.models.media import Medium
from awards.views.pages import by_heading, with_winners
from awards.watching import note_seen
from awardsportal.audit.models import Event, What

SHOWN_ROWS = 10
WAY = (What.SENT_FOR_REVIEW, What.SENT_BACK, What.APPROVED, What.RESCHEDULED)


class Reviewing:
    """The admin of ceremonies: the page of review, with the steps that somebody may take there."""

    def get_urls(self):
        """The admin's addresses, and that of the review."""
        view = self.admin_site.admin_view(self.review)
        return [path("<int:pk>/review/", view, name="awards_ceremony_review"), *super().get_urls()]

    def tools(self, request, ceremony):
        """The way to the review."""
        address = reverse("admin:awards_ceremony_review", args=[ceremony.pk])
        return [(_("Review and release"), address), *super().tools(request, ceremony)]

    def review(self, request, pk):
        """The page of review; sent, the step that was chosen there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.take_step(request, pk) if request.method == "POST" else self.review_page(request, pk)

    @transaction.atomic
    def take_step(self, request, pk):
        """Take a step, which nobody else takes meanwhile; where it is refused, the page with the reasons."""
        ceremony = get_object_or_404(Ceremony.objects.select_for_update(), pk=pk)
        step = STEPS.get(request.POST.get("action"))
        if step is None:
            raise BadRequest("No such step.")
        if not step.may(request.user, ceremony):
            self.refuse(request)
        form = step(request.POST)
        if form.is_valid():
            try:
                form.take(ceremony, by=request.user)
            except publishing.Refused as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, form.done)
                return redirect(request.path)
        return self.review_page(request, pk, refused=form)

    def review_page(self, request, pk, refused=None):
        """The minutes, where the ceremony stands, its problems, and the steps that this person may take."""
        ceremonies = Ceremony.objects.with_counts().select_related("organiser", "sent_by", "approved_by")
        ceremony = get_object_or_404(ceremonies, pk=pk)
        note_seen(ceremony, by=request.user, page="Review and release")
        problems = [] if ceremony.is_released else shown_problems(ceremony)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review and release"),
            "opts": self.opts,
            "ceremony": ceremony,
            "standing": publishing.standing(ceremony),
            "shown_at": timezone.now(),
            "way": way_of(ceremony),
            "problems": problems,
            "steps": offer_steps(ceremony, problems, request.user, refused),
            "media": Approve().media,
            "headings": [list(map(minuted, group)) for group in headings_of(ceremony)],
        }
        return TemplateResponse(request, "admin/awards/ceremony/review.html", context)


def way_of(ceremony):
    """Who took which step with the ceremony and when, the latest first, with the reason or the release."""
    events = Event.objects.filter(model=ceremony._meta.label_lower, key=str(ceremony.pk), what__in=WAY)
    return [
        {
            "event": event,
            "release_at": parse_datetime(event.details.get("release_at") or ""),
            "announced": event.details.get("announced"),
            "why": event.details.get("why", ""),
        }
        for event in events
    ]


def shown_problems(ceremony):
    """The problems with the places where they are mended, and with their acceptance where there is one."""
    accepted = {each.problem: each for each in ceremony.acceptances.select_related("accepted_by")}
    return [
        {
            "key": problem.key,
            "text": problem.text,
            "stops": problem.stops,
            "places": places(problem),
            "count": len(problem.rows),
            "acceptance": accepted.get(problem.key),
        }
        for problem in problems_with(ceremony)
    ]


def places(problem):
    """Where a problem is mended: the pages of its rows; for two that may be one also that of their merge."""
    found = [{**told(row), "address": place_of(row)} for row in problem.rows[:SHOWN_ROWS]]
    if problem.code == "agencies":
        address = reverse("admin:agencies_agency_merge", args=[row.pk for row in problem.rows])
        found.append({"text": _("Compare and merge"), "address": address})
    return found


def place_of(row):
    """The page of the row; of a photo or document its part of the page of what it is of."""
    if not isinstance(row, Medium):
        return address_of(row)
    return f"{address_of(row.ceremony or row.winner)}#{row._meta.model_name}s-group"


def offer_steps(ceremony, problems, user, refused):
    """The forms of the steps that somebody may take, those that accept a problem put to it.

    What was refused stays as it was typed, though it may be a step that the ceremony is past.
    """
    may = [step for step in STEPS.values() if step.fits(ceremony) and step.may(user, ceremony)]
    forms = {step.name: step.offered(ceremony) for step in may if step is not Accept}
    for problem in problems:
        if Accept in may and not problem["stops"] and not problem["acceptance"]:
            problem["form"] = Accept.of(problem["key"])
    if refused:
        forms[refused.name] = refused
    if isinstance(refused, Accept):
        key = refused.data.get("problem")
        for problem in problems:
            if problem["key"] == key:
                problem["form"] = forms.pop(refused.name, refused)
    if user == ceremony.sent_by and refused is not forms.get(Approve.name):
        forms.pop(Approve.name, None)
    return list(forms.values())


def headings_of(ceremony):
    """The categories with their winners under their headings."""
    return by_heading(with_winners(ceremony.categories.all()))


def minuted(category):
    """A category as minutes have it: how many winners of how many, and which columns they fill."""
    winners = category.winners.all()
    known = len(winners)
    return {
        "category": category,
        "known": known,
        "fits": not category.quota or category.quota == known,
        "has_persons": any(winner.person_th for winner in winners),
        "has_ranks": any(winner.rank for winner in winners),
        "has_scores": any(winner.score is not None for winner in winners),
    }

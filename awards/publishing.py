"""What may be changed about a ceremony, and the way it takes from a draft to the public.

Draft → in review → approved with its release, which comes by time alone. Who may take which step is asked
before; here is asked whether it can be taken.
"""

from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.checks import problems_with
from awards.models import Acceptance, Category, Ceremony, Finding, Indicator, State, Survey, Winner
from awards.models.media import Medium
from awardsportal.audit.log import name_of, record
from awardsportal.audit.models import What
from awardsportal.history import change
from awardsportal.shown import day, moment

# So close before a release nothing holds it up: what is saved now might come after the public has seen it.
TOO_LATE = timedelta(seconds=5)

# How the rows of a model lead to their ceremony.
WAYS: dict[type[Model], tuple[str, ...]] = {
    Ceremony: (),
    Category: ("ceremony",),
    Winner: ("category", "ceremony"),
    Survey: ("ceremony",),
    Indicator: ("survey", "ceremony"),
    Finding: ("indicator", "survey", "ceremony"),
}


def ceremony_of(row):
    """The ceremony that a row belongs to; raises ObjectDoesNotExist where nothing was chosen yet."""
    thing: Any = (row.ceremony or row.winner) if isinstance(row, Medium) else row
    for name in WAYS[type(thing)]:
        thing = getattr(thing, name)
    return thing


def why_frozen(ceremony):
    """Why the facts of the ceremony may not be edited, in words; empty while they may."""
    if not ceremony.is_frozen:
        return ""
    if ceremony.state == State.IN_REVIEW:
        message = _("%(ceremony)s is being reviewed and cannot be edited. Send it back to draft first.")
    elif ceremony.is_released:
        message = _("%(ceremony)s is approved and can no longer be edited. Corrections are made in the open.")
    else:
        message = _(
            "%(ceremony)s is approved and can no longer be edited. An approver can send it back to draft."
        )
    return message % {"ceremony": ceremony}


def frozen_rows():
    """A function of a model and a row's values by column: why the row is frozen, or nothing; for many rows.

    In a transaction nobody approves a ceremony before it ends.
    """
    ceremonies = Ceremony.objects.order_by("pk")
    if connection.in_atomic_block:
        ceremonies = ceremonies.select_for_update()
    reasons = {ceremony.pk: why_frozen(ceremony) for ceremony in ceremonies if ceremony.is_frozen}
    columns: dict[type, tuple] = {Ceremony: ("id", reasons)}
    for model, way in WAYS.items():
        if way:
            above = model._meta.get_field(way[0]).related_model
            columns[model] = f"{way[0]}_id", leading_to(reasons, above, way[1:])

    def why(model, values):
        column, reason_by = columns.get(model, ("id", {}))
        return reason_by.get(values[column], "")

    return why


def leading_to(reasons, model, way):
    """The reasons by ceremony as reasons by the rows of a model that lead there."""
    if not way:
        return reasons
    way = "__".join(way)
    rows = model._base_manager.filter(**{f"{way}__in": list(reasons)})
    return {pk: reasons[ceremony] for pk, ceremony in rows.values_list("pk", way)}


# Where a ceremony stands: which steps it can take


def is_draft(ceremony):
    """Whether it is edited."""
    return ceremony.state == State.DRAFT


def is_in_review(ceremony):
    """Whether it waits for its approval."""
    return ceremony.state == State.IN_REVIEW


def is_not_approved(ceremony):
    """Whether it is a draft or in review."""
    return is_draft(ceremony) or is_in_review(ceremony)


def can_be_sent_back(ceremony):
    """Whether it is frozen, and can still become a draft again."""
    return is_in_review(ceremony) or is_held(ceremony)


def is_held(ceremony):
    """Whether the ceremony is approved, and its release can still be held up.

    It asks the clock, not the moment of the request: the release may have come while that waited.
    """
    return ceremony.state == State.APPROVED and ceremony.release_at > timezone.now() + TOO_LATE


# The steps


class Refused(Exception):
    """A step that was not taken, with all the reasons in words."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def step(action):
    """The action on the ceremony as it is now, in one transaction and by one person at a time."""

    @wraps(action)
    def act(ceremony, **told):
        with transaction.atomic():
            now = Ceremony.objects.select_for_update().filter(pk=ceremony.pk).first()
            if now is None:
                raise Refused(_("This ceremony was deleted."))
            action(now, **told)
            return now

    return act


@step
def send_for_review(ceremony, *, by):
    """Freeze a draft and let it wait for its approval. Raises Refused."""
    require(is_draft, ceremony)
    require_ready(ceremony)
    change(ceremony, by=by, state=State.IN_REVIEW, sent_by=by, sent_at=timezone.now())
    record(What.SENT_FOR_REVIEW, by=by, about=ceremony)


@step
def send_back(ceremony, *, by, why):
    """Make what is not released a draft again, with the reason. Raises Refused."""
    require(can_be_sent_back, ceremony)
    if not why.strip():
        raise Refused(_("Write why, so that it can be mended."))
    undone = dict.fromkeys(["sent_by", "sent_at", "approved_by", "approved_at", "release_at"])
    change(ceremony, by=by, state=State.DRAFT, release_is_announced=False, **undone)
    record(What.SENT_BACK, by=by, about=ceremony, why=why)


@step
def approve(ceremony, *, by, release_at, sent_at, announced=False):
    """Approve what was sent at that time, for a release that is at once where it is None. Raises Refused.

    Announced, the front page says when it will be released, and nothing else of it.
    """
    require(is_in_review, ceremony)
    if by == ceremony.sent_by:
        raise Refused(_("Nobody approves what they sent for review themselves."))
    if sent_at != ceremony.sent_at:
        raise Refused(_("It was sent for review anew after you opened this page. Look at it again."))
    require_ready(ceremony)
    release_at = moment_of(ceremony, release_at)
    change(
        ceremony,
        by=by,
        state=State.APPROVED,
        approved_by=by,
        approved_at=timezone.now(),
        release_at=release_at,
        release_is_announced=announced,
    )
    record(What.APPROVED, by=by, about=ceremony, release_at=release_at, announced=announced)


@step
def reschedule(ceremony, *, by, release_at, announced=False):
    """Give an approved ceremony another release, which is at once where it is None, and announce it or not.

    Raises Refused.
    """
    require(is_held, ceremony)
    before, release_at = ceremony.release_at, moment_of(ceremony, release_at)
    change(ceremony, by=by, release_at=release_at, release_is_announced=announced)
    told = {"before": before, "release_at": release_at, "announced": announced}
    record(What.RESCHEDULED, by=by, about=ceremony, **told)


@step
def accept(ceremony, *, by, problem, reason):
    """Accept one of the ceremony's problems, given by its key, for a reason that is kept. Raises Refused."""
    require(is_not_approved, ceremony)
    found = next((each for each in problems_with(ceremony) if each.key == problem), None)
    if found is None:
        raise Refused(_("This problem is not there any more, or has become another one."))
    if found.stops:
        raise Refused(_("This cannot be accepted: it has to be mended."))
    if not reason.strip():
        raise Refused(_("Write why it is right as it is."))
    if former := ceremony.acceptances.filter(problem=problem).select_related("accepted_by").first():
        raise Refused(_("%s accepted this already.") % name_of(former.accepted_by))
    Acceptance.objects.create(
        ceremony=ceremony, problem=problem, text=found.text, reason=reason, accepted_by=by
    )
    record(What.ACCEPTED, by=by, about=ceremony, problem=found.text, reason=reason)


# What the steps ask


def require(holds, ceremony):
    """Refuse a step that the ceremony is not at, or no longer, and say where it stands."""
    if not holds(ceremony):
        told = {"ceremony": ceremony, "standing": standing(ceremony)}
        raise Refused(_("%(ceremony)s stands elsewhere by now: %(standing)s.") % told)


def require_ready(ceremony):
    """Refuse a step while there are problems that stop, or that nobody accepted."""
    if problems := unsolved(ceremony):
        raise Refused(*(problem.text for problem in problems))


def unsolved(ceremony):
    """The problems of the ceremony that stand against its release."""
    accepted = set(ceremony.acceptances.values_list("problem", flat=True))
    return [each for each in problems_with(ceremony) if each.stops or each.key not in accepted]


def moment_of(ceremony, release_at):
    """The moment of a release, which is now for None; refuses one that has passed, or comes too early."""
    now = timezone.now()
    if release_at and release_at < now:
        text = _("%s has passed. Choose a moment to come, or release at once.")
        raise Refused(text % moment(release_at))
    first = min(filter(None, (ceremony.announced_on, ceremony.held_on)), default=None)
    if first and timezone.localdate(release_at or now) < first:
        text = _("The results are not public before %s. Choose a later release, or put that day right first.")
        raise Refused(text % day(first))
    return release_at or now


def standing(ceremony):
    """Where the ceremony stands on its way to the public, in words, with who brought it there and when."""
    told = {
        "sent_by": name_of(ceremony.sent_by),
        "sent_at": moment(ceremony.sent_at),
        "approved_by": name_of(ceremony.approved_by),
        "approved_at": moment(ceremony.approved_at),
        "release_at": moment(ceremony.release_at),
    }
    if ceremony.state == State.DRAFT:
        return _("a draft")
    if ceremony.state == State.IN_REVIEW:
        return _("in review, sent by %(sent_by)s on %(sent_at)s") % told
    if ceremony.is_released:
        return _("released on %(release_at)s") % told
    return _("approved by %(approved_by)s on %(approved_at)s, released on %(release_at)s") % told

"""The way of a ceremony from a draft to the public, and who went it when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone, translation

from awards import publishing
from awards.checks import problems_with
from awards.models import Ceremony, State
from awards.roles import APPROVER, DATA_ENTRY
from awardsportal.audit.models import Event
from tests.factories import make_agency, make_category, make_ceremony, make_user, make_winner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def entry():
    return make_user(DATA_ENTRY, username="entry", first_name="สมศรี", last_name="ใจดี")


@pytest.fixture
def approver():
    return make_user(APPROVER, username="approver", first_name="สมชาย", last_name="มั่นคง")


@pytest.fixture
def ceremony():
    """A draft with which there is no problem."""
    ceremony = make_ceremony(
        2020, venue_th="ตึก", venue_en="A building", presider_th="นายก", presider_en="The Prime Minister"
    )
    category = make_category(ceremony, title_en="Excellent")
    make_winner(category, agency=make_agency("กรมสรรพากร", name_en="Revenue Department"), source="มติ")
    return ceremony


@pytest.fixture
def sent(ceremony, entry):
    """A ceremony in review."""
    return publishing.send_for_review(ceremony, by=entry)


@pytest.fixture
def approved(sent, approver):
    """A ceremony that is released tomorrow."""
    return publishing.approve(sent, by=approver, release_at=in_hours(24), sent_at=sent.sent_at)


def in_hours(hours):
    return timezone.now() + timedelta(hours=hours)


def refusal(step, *args, **told):
    """The reasons for which a step is refused, having changed nothing."""
    before = Ceremony.objects.values().get(), Event.objects.count()
    with pytest.raises(publishing.Refused) as refused:
        step(*args, **told)
    assert (Ceremony.objects.values().get(), Event.objects.count()) == before
    return list(refused.value.reasons)


def log():
    """What was logged, the first thing first: what, who, about what, and the details."""
    return [
        (event.what, event.by.username, event.key, event.details) for event in Event.objects.order_by("pk")
    ]


def problem_of(ceremony):
    (problem,) = problems_with(ceremony)
    return problem


def without_venue(ceremony):
    """The ceremony, with a problem that can be accepted."""
    Ceremony.objects.update(venue_th="")
    ceremony.refresh_from_db()
    return ceremony


# There


def test_a_draft_is_sent_reviewed_approved_and_released_by_time_alone(ceremony, entry, approver):
    sent = publishing.send_for_review(ceremony, by=entry)
    assert (sent.state, sent.sent_by, sent.is_released) == (State.IN_REVIEW, entry, False)

    release_at = in_hours(1)
    approved = publishing.approve(sent, by=approver, release_at=release_at, sent_at=sent.sent_at)
    assert (approved.state, approved.approved_by, approved.release_at) == (
        State.APPROVED,
        approver,
        release_at,
    )

    before, at = release_at - timedelta(microseconds=1), release_at
    assert [Ceremony.objects.published(moment).exists() for moment in (before, at)] == [False, True]


def test_each_step_is_logged_and_in_the_history_of_the_ceremony(ceremony, entry, approver):
    release_at, later = in_hours(1), in_hours(2)
    sent = publishing.send_for_review(ceremony, by=entry)
    publishing.approve(sent, by=approver, release_at=release_at, sent_at=sent.sent_at)
    publishing.reschedule(ceremony, by=approver, release_at=later)
    publishing.send_back(ceremony, by=approver, why="ตกคนหนึ่ง")

    key, iso = str(ceremony.pk), lambda at: at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert log() == [
        ("SENT_FOR_REVIEW", "entry", key, {}),
        ("APPROVED", "approver", key, {"release_at": iso(release_at), "announced": False}),
        (
            "RESCHEDULED",
            "approver",
            key,
            {"before": iso(release_at), "release_at": iso(later), "announced": False},
        ),
        ("SENT_BACK", "approver", key, {"why": "ตกคนหนึ่ง"}),
    ]
    assert [(each.state, each.history_user) for each in ceremony.history.order_by("history_id")] == [
        ("DRAFT", None),
        ("IN_REVIEW", entry),
        ("APPROVED", approver),
        ("APPROVED", approver),
        ("DRAFT", approver),
    ]


def test_it_is_released_at_once_where_no_moment_is_given(sent, approver):
    publishing.approve(sent, by=approver, release_at=None, sent_at=sent.sent_at)

    assert Ceremony.objects.published().exists()


def test_an_approved_ceremony_is_released_at_once(approved, approver):
    publishing.reschedule(approved, by=approver, release_at=None)

    assert Ceremony.objects.published().exists()


# And back


@pytest.mark.parametrize("state", ["sent", "approved"])
def test_what_is_sent_back_is_a_draft_as_if_it_had_never_been_sent(request, state, entry):
    ceremony = publishing.send_back(request.getfixturevalue(state), by=entry, why="ตกคนหนึ่ง")

    way = (
        ceremony.sent_by,
        ceremony.sent_at,
        ceremony.approved_by,
        ceremony.approved_at,
        ceremony.release_at,
    )
    assert (ceremony.state, *way) == (State.DRAFT, None, None, None, None, None)


def test_it_is_not_sent_back_without_a_reason(sent, entry):
    assert refusal(publishing.send_back, sent, by=entry, why=" ") == ["Write why, so that it can be mended."]


# Refused


def test_nobody_approves_what_they_sent_themselves(sent, entry):
    reasons = refusal(publishing.approve, sent, by=entry, release_at=in_hours(1), sent_at=sent.sent_at)

    assert reasons == ["Nobody approves what they sent for review themselves."]


def test_nobody_approves_another_sending_than_they_looked_at(sent, entry, approver):
    publishing.send_back(sent, by=entry, why="ตกคนหนึ่ง")
    publishing.send_for_review(sent, by=entry)

    reasons = refusal(publishing.approve, sent, by=approver, release_at=in_hours(1), sent_at=sent.sent_at)

    assert reasons == ["It was sent for review anew after you opened this page. Look at it again."]


@pytest.mark.parametrize("state", ["sent", "approved"])
def test_no_release_is_set_in_the_past(request, state, approver):
    ceremony, past = request.getfixturevalue(state), timezone.make_aware(timezone.datetime(2020, 12, 3, 9))
    if state == "sent":
        told = {"by": approver, "release_at": past, "sent_at": ceremony.sent_at}
        reasons = refusal(publishing.approve, ceremony, **told)
    else:
        reasons = refusal(publishing.reschedule, ceremony, by=approver, release_at=past)

    assert reasons == ["3 Dec 2020 09:00 has passed. Choose a moment to come, or release at once."]


@pytest.mark.parametrize(
    "days", [{"held_on": "2099-12-31"}, {"held_on": "2099-12-31", "announced_on": "2099-12-30"}]
)
def test_nothing_is_released_before_the_day_of_the_results(sent, approver, days):
    Ceremony.objects.update(**days)
    first = "31 December 2099" if len(days) == 1 else "30 December 2099"

    for release_at in (None, in_hours(24)):
        reasons = refusal(publishing.approve, sent, by=approver, release_at=release_at, sent_at=sent.sent_at)
        assert reasons == [
            f"The results are not public before {first}. Choose a later release, or put that day right first."
        ]


def test_problems_stand_against_sending_and_against_approving(ceremony, entry, approver):
    without_venue(ceremony)
    assert refusal(publishing.send_for_review, ceremony, by=entry) == ["The venue is missing."]

    now = timezone.now()
    Ceremony.objects.update(state=State.IN_REVIEW, sent_by=entry, sent_at=now)
    reasons = refusal(publishing.approve, ceremony, by=approver, release_at=None, sent_at=now)
    assert reasons == ["The venue is missing."]


def test_a_step_that_somebody_took_before_is_refused_with_who_and_when(sent, entry, approver):
    at = timezone.localtime(sent.sent_at).strftime("%H:%M")
    (reason,) = refusal(publishing.send_for_review, sent, by=approver)
    assert reason.startswith(f"{sent} stands elsewhere by now: in review, sent by สมศรี ใจดี on ")
    assert reason.endswith(f"{at}.")

    publishing.approve(sent, by=approver, release_at=None, sent_at=sent.sent_at)
    (reason,) = refusal(publishing.approve, sent, by=approver, release_at=None, sent_at=sent.sent_at)
    assert "stands elsewhere by now: released on " in reason


@pytest.mark.parametrize("left", [timedelta(seconds=-1), timedelta(0), timedelta(seconds=2)])
def test_a_release_that_came_or_is_coming_is_not_held_up(approved, approver, left):
    Ceremony.objects.update(release_at=timezone.now() + left)

    for step, told in (
        (publishing.send_back, {"why": "ตกคนหนึ่ง"}),
        (publishing.reschedule, {"release_at": in_hours(1)}),
    ):
        (reason,) = refusal(step, approved, by=approver, **told)
        assert "stands elsewhere by now" in reason


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_of_those_who_act_at_the_same_moment_one_succeeds(sent, approver):
    steps = [
        partial(publishing.approve, sent, by=approver, release_at=None, sent_at=sent.sent_at),
        partial(publishing.send_back, sent, by=approver, why="ตกคนหนึ่ง"),
    ] * 4
    barrier = Barrier(len(steps))

    def act(step):
        barrier.wait()
        try:
            step()
        except publishing.Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        answers = list(pool.map(act, steps))

    assert sorted(answers) == ["done", *["refused"] * 7]
    assert [what for what, *_rest in log()][1:] in (["APPROVED"], ["SENT_BACK"])


def test_a_draft_is_neither_approved_nor_sent_back_nor_rescheduled(ceremony, entry, approver):
    for step, told in (
        (publishing.approve, {"release_at": None, "sent_at": None}),
        (publishing.send_back, {"why": "เหตุผล"}),
        (publishing.reschedule, {"release_at": None}),
    ):
        assert refusal(step, ceremony, by=approver, **told) == [
            f"{ceremony} stands elsewhere by now: a draft."
        ]


def test_a_deleted_ceremony_is_told_as_such(ceremony, entry):
    gone = Ceremony.objects.get()
    ceremony.categories.get().winners.all().delete()
    ceremony.delete()

    with pytest.raises(publishing.Refused, match="This ceremony was deleted"):
        publishing.send_for_review(gone, by=entry)


# Accepting


def test_an_accepted_problem_stands_no_longer_against_it(ceremony, entry):
    problem = problem_of(without_venue(ceremony))
    publishing.accept(ceremony, by=entry, problem=problem.key, reason="จัดแบบออนไลน์")

    assert publishing.unsolved(ceremony) == []
    assert publishing.send_for_review(ceremony, by=entry).state == State.IN_REVIEW
    accepted = ceremony.acceptances.get()
    assert (accepted.text, accepted.reason, accepted.accepted_by) == (
        "The venue is missing.",
        "จัดแบบออนไลน์",
        entry,
    )
    told = {"problem": "The venue is missing.", "reason": "จัดแบบออนไลน์"}
    assert log()[0] == ("ACCEPTED", "entry", str(ceremony.pk), told)


def test_what_was_accepted_does_not_cover_what_it_became(ceremony, entry):
    category = make_category(ceremony, title_en="More", quota=3)
    for name in ("กรมประมง", "กรมป่าไม้"):
        make_winner(category, agency=make_agency(name, name_en=name), source="มติ")
    publishing.accept(ceremony, by=entry, problem=problem_of(ceremony).key, reason="สละสิทธิ์หนึ่งราย")
    assert publishing.unsolved(ceremony) == []

    category.winners.last().delete()

    assert [problem.code for problem in publishing.unsolved(ceremony)] == ["quota"]


def test_it_is_accepted_once_with_a_reason_and_while_it_is_there(ceremony, entry, approver):
    key = problem_of(without_venue(ceremony)).key
    refused = refusal(publishing.accept, ceremony, by=entry, problem=key, reason=" ")
    assert refused == ["Write why it is right as it is."]

    publishing.accept(ceremony, by=entry, problem=key, reason="ออนไลน์")
    refused = refusal(publishing.accept, ceremony, by=approver, problem=key, reason="ออนไลน์")
    assert refused == ["สมศรี ใจดี accepted this already."]

    Ceremony.objects.update(venue_th="ตึก")
    refused = refusal(publishing.accept, ceremony, by=entry, problem=key, reason="ออนไลน์")
    assert refused == ["This problem is not there any more, or has become another one."]


def test_what_stops_is_never_accepted(ceremony, entry):
    Ceremony.objects.update(held_on=None)
    key = problem_of(Ceremony.objects.get()).key

    refused = refusal(publishing.accept, ceremony, by=entry, problem=key, reason="ไม่ทราบ")

    assert refused == ["This cannot be accepted: it has to be mended."]


def test_nothing_is_accepted_after_the_approval(approved, entry):
    (reason,) = refusal(publishing.accept, approved, by=entry, problem="x", reason="เหตุผล")

    assert "stands elsewhere by now: approved by สมชาย มั่นคง on " in reason

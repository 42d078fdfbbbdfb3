"""The page of review: the minutes, the problems, and the steps that each person may take."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import publishing
from awards.checks import problems_with
from awards.models import Acceptance, Ceremony, Photo, Recipient, State, Winner
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER
from tests.admin.pages import text_of
from tests.factories import (
    BANGKOK,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_user,
    make_winner,
)
from tests.pages import elements, texts

pytestmark = pytest.mark.django_db

FAR = {"day": "3 ธ.ค. 2599", "time": "๙.๓๐ น."}
FAR_MOMENT = datetime(2056, 12, 3, 9, 30, tzinfo=BANGKOK)


@pytest.fixture
def approver():
    return make_user(APPROVER, username="somchai", first_name="สมชาย", last_name="มั่นคง")


@pytest.fixture
def ceremony():
    """A draft with which there is no problem."""
    ceremony = make_ceremony(
        2020, venue_th="ตึก", venue_en="A building", presider_th="นายก", presider_en="The Prime Minister"
    )
    category = make_category(ceremony, title_th="ดีเด่น", title_en="Excellent", quota=1)
    make_winner(category, agency=make_agency("กรมสรรพากร", name_en="Revenue Department"), source="มติ")
    return ceremony


@pytest.fixture
def sent(ceremony, clerk):
    return publishing.send_for_review(ceremony, by=clerk)


@pytest.fixture
def approved(sent, approver):
    return publishing.approve(sent, by=approver, release_at=FAR_MOMENT, sent_at=sent.sent_at)


def address(ceremony):
    return "/en" + reverse("admin:awards_ceremony_review", args=[ceremony.pk])


def take(client, user, ceremony, action, **typed):
    """What the page answers when somebody takes a step."""
    client.force_login(user)
    return client.post(address(ceremony), {"action": action, **typed}, follow=True)


def offered(client, user, ceremony):
    """The steps that the page offers somebody."""
    client.force_login(user)
    page = text_of(client.get(address(ceremony)))
    return [
        name
        for name in ("send", "approve", "reschedule", "send-back", "accept")
        if f'id="{name}-step"' in page
    ]


def state():
    return Ceremony.objects.get().state


# The minutes


def test_the_page_reads_like_the_minutes(client, clerk):
    ceremony = make_ceremony(2020)
    leader = make_award(recipient=Recipient.PERSON)
    agencies = make_category(ceremony, title_th="ดีเด่น", heading_th="เฉพาะด้าน", quota=2, form="PLAQUE")
    persons = make_category(ceremony, title_th="ผู้นำ", heading_th="เฉพาะด้าน", award=leader, level="PERSON")
    make_winner(agencies, agency=make_agency("กรมสรรพากร"), rank=2, score="98.33", order=1)
    make_winner(agencies, agency=make_agency("กรมประมง"), rank=1, order=2)
    named = {"person_given_th": "รื่นวดี", "person_family_th": "สุวรรณมงคล", "position_th": "อธิบดี"}
    make_winner(persons, agency=make_agency("กรมป่าไม้"), acting=True, **named)
    client.force_login(clerk)

    page = client.get(address(ceremony))

    found = elements(page, "h3", "caption", "tr")
    heading = ("h3", "เฉพาะด้าน")
    assert found[found.index(heading) :] == [
        heading,
        ("caption", "ดีเด่น Department level · Plaque · Winners 2/2"),
        ("tr", "No. Agency Rank Score"),
        ("tr", "1 กรมประมง 1 –"),
        ("tr", "2 กรมสรรพากร 2 98.33"),
        ("caption", "ผู้นำ Personal level · Winners 1/?"),
        ("tr", "No. Person Position Agency"),
        ("tr", "1 นางสาวรื่นวดี สุวรรณมงคล Acting อธิบดี กรมป่าไม้"),
    ]
    assert [text.split(" Signed")[0] for text in texts(page, ".minutes-signature")] == [
        "Checked against the committee’s minutes",
        "Approved for release",
    ]


def test_the_number_of_queries_does_not_grow_with_the_winners(
    client, clerk, ceremony, django_assert_max_num_queries, django_assert_num_queries
):
    category = ceremony.categories.get()
    make_winner(category)
    client.force_login(clerk)
    client.get(address(ceremony))
    with django_assert_max_num_queries(50) as few:
        client.get(address(ceremony))
    for number in range(30):
        make_winner(category, agency=make_agency(f"กรมพัฒนาที่ {number}"))
        make_category(ceremony, title_th=f"ประเภท {number}")

    with django_assert_num_queries(len(few)):
        client.get(address(ceremony))


# Who sees what


@pytest.mark.parametrize("role", [DATA_ENTRY, APPROVER, ADMINISTRATOR, READER])
def test_everybody_with_a_role_finds_the_page_beside_the_form(client, ceremony, role):
    client.force_login(make_user(role))
    form = client.get("/en" + reverse("admin:awards_ceremony_change", args=[ceremony.pk]))

    assert f'<a href="{address(ceremony)}">Review and release</a>' in text_of(form)
    assert client.get(address(ceremony)).status_code == 200


def test_without_a_role_there_is_no_such_page(client, ceremony):
    client.force_login(make_user())

    assert client.get(address(ceremony)).status_code == 404
    assert client.post(address(ceremony), {"action": "send"}).status_code == 404
    assert state() == State.DRAFT


def test_each_is_offered_the_steps_that_they_may_take_where_it_stands(client, ceremony, clerk, approver):
    reader, another = make_user(READER), make_user(DATA_ENTRY)
    both = make_user(DATA_ENTRY, is_superuser=True)

    def all_offered():
        return [offered(client, user, ceremony) for user in (clerk, another, approver, both, reader)]

    assert all_offered() == [["send"], ["send"], [], ["send"], []]

    sent = publishing.send_for_review(ceremony, by=both)
    approving = ["approve", "send-back"]
    assert all_offered() == [["send-back"], ["send-back"], approving, ["send-back"], []]

    publishing.approve(sent, by=approver, release_at=FAR_MOMENT, sent_at=sent.sent_at)
    held = ["reschedule", "send-back"]
    assert all_offered() == [[], [], held, held, []]

    Ceremony.objects.update(release_at=YESTERDAY)
    assert all_offered() == [[], [], [], [], []]


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (READER, "send"),
        (APPROVER, "send"),
        (ADMINISTRATOR, "send-back"),
        (DATA_ENTRY, "approve"),
        (DATA_ENTRY, "reschedule"),
        (READER, "accept"),
    ],
)
def test_who_may_not_take_a_step_is_refused_with_the_reason(client, ceremony, role, action):
    page = take(client, make_user(role), ceremony, action)

    assert page.status_code == 403
    assert "may look at this" in text_of(page)
    assert state() == State.DRAFT


def test_who_enters_does_not_send_back_what_was_approved_meanwhile(client, approved, clerk):
    assert take(client, clerk, approved, "send-back", why="ตกคน").status_code == 403
    assert state() == State.APPROVED


def test_a_step_that_there_is_not_is_a_bad_request(client, ceremony, clerk):
    assert take(client, clerk, ceremony, "publish").status_code == 400
    assert take(client, clerk, ceremony, "").status_code == 400


# The steps


def test_it_goes_from_draft_to_its_release_on_this_page(client, ceremony, clerk, approver):
    page = take(client, clerk, ceremony, "send")
    assert "Sent for review. Until it is sent back nobody can change it." in text_of(page)

    sent_at = Ceremony.objects.get().sent_at.isoformat()
    page = take(client, approver, ceremony, "approve", sent_at=sent_at, **FAR)
    assert "Release: 3 Dec 2056 09:30" in text_of(page)
    stored = Ceremony.objects.get()
    assert (stored.state, stored.release_at) == (State.APPROVED, FAR_MOMENT)

    take(client, approver, ceremony, "reschedule", day="4 ธ.ค. 2599", time="10:00")
    assert Ceremony.objects.get().release_at == FAR_MOMENT + timedelta(hours=24.5)

    page = take(client, approver, ceremony, "reschedule", at_once="on")
    assert "Released. Everybody sees it now." in text_of(page)
    assert Ceremony.objects.published().exists()


def test_the_approver_lets_the_front_page_say_when_it_will_be_released(client, sent, approver):
    typed = {"sent_at": sent.sent_at.isoformat(), "announced": "on", **FAR}
    page = take(client, approver, sent, "approve", **typed)
    assert "Release: 3 Dec 2056 09:30 · said on the home page" in texts(page, ".review-step-taken")[0]
    assert 'id="id_reschedule_announced" checked' in text_of(page)
    assert Ceremony.objects.announced().exists()

    take(client, approver, sent, "reschedule", **FAR)
    assert not Ceremony.objects.announced().exists()


def test_sent_back_it_says_what_has_to_be_mended(client, sent, approver, clerk):
    take(client, approver, sent, "send-back", why="ตกกรมที่ 5")
    client.force_login(clerk)

    told, before = texts(client.get(address(sent)), ".review-step-taken")

    assert state() == State.DRAFT
    assert told.endswith("สมชาย มั่นคง · Sent back to draft ตกกรมที่ 5")
    assert before.endswith("สมศรี ใจดี · Sent for review")


def test_a_problem_is_accepted_with_a_reason_which_the_page_shows(client, ceremony, clerk):
    Ceremony.objects.update(venue_th="")
    key = problems_with(Ceremony.objects.get())[0].key
    assert offered(client, clerk, ceremony) == ["send", "accept"]

    page = take(client, clerk, ceremony, "accept", problem=key, reason="จัดแบบออนไลน์")

    (problem,) = texts(page, ".review-problem")
    assert problem.startswith("Accepted The venue is missing.")
    assert problem.endswith("สมศรี ใจดี: จัดแบบออนไลน์")
    assert Acceptance.objects.count() == 1


def test_each_problem_leads_to_where_it_is_mended(client, ceremony, clerk):
    category = make_category(ceremony, title_en="Empty")
    photo = Photo.objects.create(winner=Winner.objects.get(), width=9, height=9)
    twins = [
        make_agency(f"สำนักงานกองทุนน้ำมัน{name}", name_en="Oil Fuel Fund") for name in ("เชื้อเพลิง", "เชือเพลิง")
    ]
    for agency in twins:
        make_winner(ceremony.categories.first(), agency=agency, source="มติ")
    client.force_login(clerk)

    page = text_of(client.get(address(ceremony)))

    for name, keys, part in (
        ("awards_category_change", [category.pk], ""),
        ("awards_winner_change", [photo.winner_id], "#photos-group"),
        ("agencies_agency_change", [twins[0].pk], ""),
        ("agencies_agency_merge", [agency.pk for agency in twins], ""),
    ):
        assert f'href="/en{reverse(f"admin:{name}", args=keys)}{part}"' in page


# Refused, with what was typed


def test_refused_the_page_keeps_what_was_typed(client, sent, approver):
    typed = {"sent_at": sent.sent_at.isoformat(), "day": "3 ธ.ค. 2563", "time": "๙.๓๐ น."}

    page = take(client, approver, sent, "approve", **typed)

    assert "3 Dec 2020 09:30 has passed. Choose a moment to come, or release at once." in text_of(page)
    assert 'value="3 ธ.ค. 2563"' in text_of(page)
    assert 'value="๙.๓๐ น."' in text_of(page)
    assert state() == State.IN_REVIEW


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": "32 ธ.ค. 2599", "time": "09:00"}, "is a day that does not exist"),
        ({"day": "3 ธ.ค. 2653", "time": "09:00"}, "This day is too far away."),
        ({"day": "3 ธ.ค. 2599", "time": "เช้า"}, "“เช้า” is not a time."),
        ({"day": "3 ธ.ค. 2599", "time": ""}, "Type it, or choose to release at once."),
        ({"day": "", "time": "09:00"}, "Type it, or choose to release at once."),
        ({"day": "a\0b", "time": "9" * 999}, "is not a time."),
    ],
)
def test_what_is_no_moment_is_refused_at_its_box(client, sent, approver, typed, says):
    page = take(client, approver, sent, "approve", sent_at=sent.sent_at.isoformat(), **typed)

    assert says in text_of(page)
    assert state() == State.IN_REVIEW


@pytest.mark.parametrize("sent_at", ["", "x", "2020-12-03", "2020-12-03T09:00:00+07:00"])
def test_what_was_not_looked_at_is_not_approved(client, sent, approver, sent_at):
    page = take(client, approver, sent, "approve", sent_at=sent_at, **FAR)

    assert "It was sent for review anew after you opened this page." in text_of(page)
    assert state() == State.IN_REVIEW


def test_two_at_once_one_succeeds_and_the_other_is_told(client, sent, clerk, approver):
    typed = {"sent_at": sent.sent_at.isoformat(), "at_once": "", **FAR}
    take(client, make_user(APPROVER, first_name="สมหญิง"), sent, "approve", **typed)

    page = take(client, approver, sent, "approve", **typed)

    assert "stands elsewhere by now: approved by สมหญิง on " in text_of(page)
    assert 'value="๙.๓๐ น."' in text_of(page)


def test_a_reason_for_a_problem_that_is_gone_is_not_lost(client, ceremony, clerk):
    page = take(client, clerk, ceremony, "accept", problem="gone", reason="จัดแบบออนไลน์")

    assert "This problem is not there any more" in text_of(page)
    assert "จัดแบบออนไลน์</textarea>" in text_of(page)


def test_nobody_approves_what_they_sent_themselves_and_the_page_says_so(client, ceremony):
    both = make_user(is_superuser=True)
    sent = publishing.send_for_review(ceremony, by=both)
    client.force_login(both)
    says = "Nobody approves what they sent for review themselves."
    assert says in text_of(client.get(address(ceremony)))

    page = take(client, both, ceremony, "approve", sent_at=sent.sent_at.isoformat(), **FAR)

    assert (says in text_of(page), state()) == (True, State.IN_REVIEW)


def test_the_time_is_repeated_as_it_was_read(client, clerk):
    client.force_login(clerk)
    asked = [
        client.get(reverse("admin:read_date"), {"kind": "time", "value": value}).json()
        for value in ("๙.๓๐ น.", "09:30:15", "25:00", "")
    ]

    assert [(answer["read"], answer["text"]) for answer in asked[:2]] == [
        (True, "09:30 น."),
        (True, "09:30:15"),
    ]
    assert [answer["read"] for answer in asked[2:]] == [False, True]


def test_the_day_of_a_ceremony_to_come_is_proposed(client, ceremony, clerk, approver):
    held_on = timezone.localdate() + timedelta(days=9)
    Ceremony.objects.update(held_on=held_on)
    publishing.send_for_review(ceremony, by=clerk)
    client.force_login(approver)

    assert f'value="{held_on.day} {held_on:%B %Y}"' in text_of(client.get(address(ceremony)))


def test_a_release_to_come_can_be_changed_from_what_it_is(client, approved, approver):
    client.force_login(approver)
    page = text_of(client.get(address(approved)))

    assert ('value="3 December 2056"' in page, 'value="09:30"' in page) == (True, True)

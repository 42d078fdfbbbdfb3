"""What each role may do and may not, by really doing it; nobody gets more than that."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Merge
from awards import publishing
from awards.checks import problems_with
from awards.models import Acceptance, Attachment, Ceremony, PreviewLink, State, Winner
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER, ROLES, keep_groups_in_step
from tests.admin.pages import fields_of
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_user, make_winner
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

EVERYBODY = {DATA_ENTRY, APPROVER, ADMINISTRATOR, READER}
NOTE = {"note_th": "อันดับผิด", "note_en": "The rank was wrong", "why": "หนังสือ นร 0101"}
FAR = {"day": "3 ธ.ค. 2599", "time": "09:30"}


def english(name, *args):
    return "/en" + reverse(f"admin:{name}", args=args)


def complete(year):
    """A draft with which there is no problem."""
    told = {"venue_th": "ตึก", "venue_en": "A building", "presider_th": "นายก", "presider_en": "The PM"}
    ceremony = make_ceremony(year, **told)
    agency = make_agency(f"กรมของ {year}", name_en=f"Department {year}")
    make_winner(make_category(ceremony, title_en="Excellent"), agency=agency, source="มติ")
    return ceremony


@pytest.fixture
def rows():
    """A ceremony in each state, and what else there is to work on."""
    sender, other = make_user(DATA_ENTRY), make_user(APPROVER)
    sent, held, released = (
        publishing.send_for_review(complete(year), by=sender) for year in (2021, 2022, 2023)
    )
    soon = timezone.now() + timedelta(days=1)
    held = publishing.approve(held, by=other, release_at=soon, sent_at=held.sent_at)
    released = publishing.approve(released, by=other, release_at=None, sent_at=released.sent_at)
    return SimpleNamespace(
        draft=complete(2020),
        sent=sent,
        held=held,
        released=released,
        award=make_award(code="dg"),
        user=sender,
    )


def winner_of(ceremony):
    return Winner.objects.get(category__ceremony=ceremony)


def save(desk, address, **typed):
    """Open a form, type, and save."""
    return desk.post(address, fields_of(desk.get(address)) | typed)


def step(desk, ceremony, action, **typed):
    """Take a step on the page of review."""
    return desk.post(english("awards_ceremony_review", ceremony.pk), {"action": action, **typed})


# What can be done: each does it, and says whether it came about.


def enters_a_ceremony(desk, rows):
    save(desk, english("awards_ceremony_add"), year="2567", name_th="รางวัล")
    return Ceremony.objects.filter(year=2024).exists()


def changes_a_winner(desk, rows):
    winner = winner_of(rows.draft)
    save(desk, english("awards_winner_change", winner.pk), rank="7")
    return Winner.objects.get(pk=winner.pk).rank == 7


def deletes_a_winner(desk, rows):
    winner = winner_of(rows.draft)
    desk.post(english("awards_winner_delete", winner.pk), {"post": "yes"})
    return not Winner.objects.filter(pk=winner.pk).exists()


def uploads_a_document(desk, rows):
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    desk.post(english("awards_ceremony_media", rows.draft.pk), {"files": [file]})
    return Attachment.objects.exists()


def imports_winners(desk, rows):
    headings = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน"]
    row = ["2569", "ธรรมาภิบาลข้อมูล", "dg", "กรม", winner_of(rows.draft).agency.name_th]
    file = SimpleUploadedFile("a.csv", make_csv([headings, row]))
    page = desk.post(english("awards_winner_import"), {"file": file}, follow=True)
    if page.redirect_chain:
        promise = page.context["seen"].outcome.promise
        desk.post(page.redirect_chain[-1][0], {"promise": promise})
    return Winner.objects.filter(category__ceremony__year=2026).exists()


def merges_agencies(desk, rows):
    one, other = make_agency("กรมสรรพกร"), make_agency("กรมสรรพากร")
    desk.post(english("agencies_agency_merge", one.pk, other.pk), {"keep": other.pk})
    return Merge.objects.exists()


def sends_for_review(desk, rows):
    step(desk, rows.draft, "send")
    return Ceremony.objects.get(pk=rows.draft.pk).state == State.IN_REVIEW


def sends_back_what_is_in_review(desk, rows):
    step(desk, rows.sent, "send-back", why="ชื่อผิด")
    return Ceremony.objects.get(pk=rows.sent.pk).state == State.DRAFT


def accepts_a_problem(desk, rows):
    Ceremony.objects.filter(pk=rows.draft.pk).update(venue_en="")
    problem = problems_with(Ceremony.objects.get(pk=rows.draft.pk))[0]
    step(desk, rows.draft, "accept", problem=problem.key, reason="ไม่มี")
    return Acceptance.objects.exists()


def approves(desk, rows):
    step(desk, rows.sent, "approve", sent_at=rows.sent.sent_at.isoformat(), **FAR)
    return Ceremony.objects.get(pk=rows.sent.pk).state == State.APPROVED


def releases_at_once(desk, rows):
    step(desk, rows.held, "reschedule", at_once="on")
    return Ceremony.objects.published().filter(pk=rows.held.pk).exists()


def sends_back_what_is_approved(desk, rows):
    step(desk, rows.held, "send-back", why="ชื่อผิด")
    return Ceremony.objects.get(pk=rows.held.pk).state == State.DRAFT


def makes_a_link_for_the_press(desk, rows):
    save(desk, english("awards_ceremony_links", rows.held.pk), name="ไทยรัฐ")
    return PreviewLink.objects.exists()


def corrects(desk, rows):
    address = english("awards_winner_correct", winner_of(rows.released).pk)
    desk.post(address, fields_of(save(desk, address, rank="7", **NOTE)) | {"_confirm": "1"})
    return winner_of(rows.released).rank == 7


def withdraws(desk, rows):
    address = english("awards_winner_withdraw", winner_of(rows.released).pk)
    desk.post(address, fields_of(save(desk, address, **NOTE)) | {"_confirm": "1"})
    return winner_of(rows.released).withdrawn_at is not None


def makes_an_account(desk, rows):
    password = "a long enough word"
    typed = {"username": "new", "password1": password, "password2": password, "usable_password": "true"}
    desk.post(english("auth_user_add"), typed)
    return User.objects.filter(username="new").exists()


def closes_an_account(desk, rows):
    address = english("auth_user_change", rows.user.pk)
    typed = fields_of(desk.get(address))
    typed.pop("is_active", None)
    desk.post(address, typed)
    return not User.objects.get(pk=rows.user.pk).is_active


def sees_a_draft(desk, rows):
    pages = [
        english("awards_ceremony_change", rows.draft.pk),
        english("awards_ceremony_preview", rows.draft.pk),
        english("awards_ceremony_review", rows.draft.pk),
    ]
    return all(desk.get(page).status_code == 200 for page in pages)


def exports(desk, rows):
    return desk.get(english("awards_winner_export"), {"format": "csv"}).status_code == 200


def sees_the_log(desk, rows):
    return desk.get(english("audit_event_changelist")).status_code == 200


MAY = {
    enters_a_ceremony: {DATA_ENTRY},
    changes_a_winner: {DATA_ENTRY},
    deletes_a_winner: {DATA_ENTRY},
    uploads_a_document: {DATA_ENTRY},
    imports_winners: {DATA_ENTRY},
    merges_agencies: {DATA_ENTRY},
    sends_for_review: {DATA_ENTRY},
    sends_back_what_is_in_review: {DATA_ENTRY, APPROVER},
    accepts_a_problem: {DATA_ENTRY, APPROVER},
    approves: {APPROVER},
    releases_at_once: {APPROVER},
    sends_back_what_is_approved: {APPROVER},
    makes_a_link_for_the_press: {APPROVER},
    corrects: {APPROVER},
    withdraws: {APPROVER},
    makes_an_account: {ADMINISTRATOR},
    closes_an_account: {ADMINISTRATOR},
    sees_a_draft: EVERYBODY,
    exports: EVERYBODY,
    sees_the_log: {APPROVER, ADMINISTRATOR, READER},
}


def came_about(deed, role, rows):
    """Whether it comes about when somebody in the role does it; all is as before then."""
    before, desk = transaction.savepoint(), Client()
    desk.force_login(make_user(role))
    done = deed(desk, rows)
    transaction.savepoint_rollback(before)
    return done


@pytest.mark.parametrize("deed", MAY, ids=lambda deed: deed.__name__)
def test_only_these_roles_may(rows, deed):
    assert {role for role in [None, *ROLES] if came_about(deed, role, rows)} == MAY[deed]


def test_somebody_with_two_roles_may_do_what_either_may_but_not_approve_what_they_sent(rows):
    both, desk = make_user(DATA_ENTRY), Client()
    both.groups.add(Group.objects.get(name=APPROVER))
    desk.force_login(both)

    assert sends_for_review(desk, rows)
    rows.sent, others = Ceremony.objects.get(pk=rows.draft.pk), rows.sent
    assert not approves(desk, rows)
    rows.sent = others
    assert approves(desk, rows)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_an_account_has_the_permissions_of_its_role_and_no_others(role):
    assert make_user(role).get_all_permissions() == ROLES.get(role, set())


def test_an_account_that_was_closed_may_do_nothing_from_then_on(rows):
    user, desk = make_user(APPROVER), Client()
    desk.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert desk.get(english("index")).url.startswith("/en/admin/login/")
    assert not approves(desk, rows)


def test_a_role_that_somebody_widened_is_put_right_by_the_next_migration():
    group = Group.objects.get(name=READER)
    group.permissions.set(Permission.objects.all())

    keep_groups_in_step(apps.get_app_config("awards"), using="default")

    assert make_user(READER).get_all_permissions() == ROLES[READER]

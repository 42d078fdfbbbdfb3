"""Taking a person's name off in the admin."""

import pytest
from django.core.files.base import ContentFile

from awards.models import Photo, Recipient, Winner
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY, READER
from awards.sheets.winners import WinnerResource
from awardsportal.audit.models import Event, What
from awardsportal.spreadsheets.importing import receive
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.admin.pages import fields_of, text_of
from tests.factories import (
    YESTERDAY,
    make_award,
    make_category,
    make_ceremony,
    make_user,
    make_winner,
)
from tests.pages import texts
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

FULL = "นางสาวกระรอกทอง พงศ์พยานรัก"
WHY = "คำขอที่ 12/2569"


@pytest.fixture
def winner():
    award = make_award(code="leader", recipient=Recipient.PERSON)
    category = make_category(make_ceremony(2020, release_at=YESTERDAY), award=award, level="PERSON")
    name = {"person_given_th": "กระรอกทอง", "person_family_th": "พงศ์พยานรัก"}
    return make_winner(category, citation_th="กระรอกทองนำองค์กร", **name)


@pytest.fixture
def approver(client):
    """An approver who is signed in."""
    user = make_user(APPROVER)
    client.force_login(user)
    return user


def page_of(winner):
    return f"/en/admin/awards/winner/{winner.pk}/anonymise/"


def change_page(winner):
    return f"/en/admin/awards/winner/{winner.pk}/change/"


def kept_upload(name="ผล.csv"):
    rows = [["ปี พ.ศ.", "ประเภทรางวัล", "หน่วยงาน", "ชื่อ-นามสกุล"], ["2563", "ผู้นำ", "กรมประมง", FULL]]
    return receive(ContentFile(make_csv(rows), name), resource_class=WinnerResource, by=make_user(DATA_ENTRY))


def test_an_approver_is_led_there_from_the_winner(client, approver, winner):
    assert f'href="{page_of(winner)}"' in text_of(client.get(change_page(winner)))
    assert page_of(agency := make_winner()) not in text_of(client.get(change_page(agency)))


@pytest.mark.parametrize("role", [DATA_ENTRY, ADMINISTRATOR, READER])
def test_for_others_it_does_not_exist(client, winner, role):
    client.force_login(make_user(role))

    assert page_of(winner) not in text_of(client.get(change_page(winner)))
    missing = client.get("/en/admin/awards/winner/999999/anonymise/")
    for answer in (client.get(page_of(winner)), client.post(page_of(winner), {"why": WHY})):
        assert answer.status_code == missing.status_code == 404
    winner.refresh_from_db()
    assert winner.anonymised_at is None


def test_the_page_says_what_the_texts_will_say_and_where_else_the_name_stands(client, approver, winner):
    ceremony = winner.category.ceremony
    ceremony.text_th = f"ในปีนี้ {FULL} ได้รับรางวัล"
    ceremony.save()
    Photo.objects.create(winner=winner, width=10, height=10, caption_th=FULL)
    upload = kept_upload()
    other = make_winner(
        make_category(make_ceremony(2021), award=winner.category.award, level="PERSON"),
        person_given_th="กระรอกทอง",
        person_family_th="พงศ์พยานรัก",
    )

    page = client.get(page_of(winner))

    assert texts(page, "del") == ["กระรอกทองนำองค์กร"]
    assert texts(page, "ins") == ["(ไม่เปิดเผยชื่อ)นำองค์กร"]
    assert texts(page, "q") == [f"ในปีนี้ {FULL} ได้รับรางวัล", FULL]
    assert texts(page, "label") == ["Ceremony", "Photo", "ผล.csv", "Request"]
    for address in (f"ceremony/{ceremony.pk}/change", f"winner/{other.pk}/change"):
        assert f"/en/admin/awards/{address}/" in text_of(page)
    assert f"/en/admin/spreadsheets/spreadsheetimport/{upload.pk}/change/" in text_of(page)


def test_the_name_goes_from_the_winner_and_from_what_is_ticked(client, approver, winner):
    ceremony = winner.category.ceremony
    ceremony.text_th = f"ในปีนี้ {FULL} ได้รับรางวัล"
    ceremony.save()
    left = make_winner(make_category(ceremony), received_by=FULL)
    sent = {"why": WHY, "places": [f"awards.ceremony:{ceremony.pk}"]}

    page = client.post(page_of(winner), sent, follow=True)

    assert page.redirect_chain == [(change_page(winner), 302)]
    assert texts(page, ".success") == ["The name was removed."]
    ceremony.refresh_from_db()
    left.refresh_from_db()
    assert Winner.objects.get(pk=winner.pk).person_th == "(ไม่เปิดเผยชื่อ)"
    assert ceremony.text_th == "ในปีนี้ (ไม่เปิดเผยชื่อ) ได้รับรางวัล"
    assert left.received_by == FULL
    assert Event.objects.get(what=What.ANONYMISED).by == approver


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("", "This field is required."),
        (FULL, "The reason is kept for ever: write it without the person’s name."),
        ("ก" * 301, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_a_refused_reason_leaves_what_was_chosen(client, approver, winner, why, reason):
    Photo.objects.create(winner=winner, width=10, height=10, caption_th=FULL)

    page = client.post(page_of(winner), {"why": why})

    assert texts(page, ".errorlist") == [reason]
    assert "checked" not in text_of(page)
    assert fields_of(page)["why"] == why
    winner.refresh_from_db()
    assert winner.anonymised_at is None


def test_a_second_click_says_that_it_is_done(client, approver, winner):
    client.post(page_of(winner), {"why": WHY})

    page = client.post(page_of(winner), {"why": WHY}, follow=True)

    assert texts(page, ".error") == ["The name of this person was removed already."]
    assert Event.objects.filter(what=What.ANONYMISED).count() == 1
    assert page_of(winner) not in text_of(page)


def test_keys_that_are_none_choose_nothing(client, approver, winner):
    sent = {"why": WHY, "places": ["x", "awards.ceremony:9", "\x00"], "uploads": ["x", "-1", "9" * 30]}

    assert client.post(page_of(winner), sent).status_code == 302


@pytest.mark.parametrize("key", ["0", "999999", "9" * 30])
def test_a_winner_that_is_not_there_has_no_such_page(client, approver, key):
    assert client.get(f"/en/admin/awards/winner/{key}/anonymise/").status_code == 404


def test_the_name_is_not_typed_in_again(client, winner):
    type(winner.category.ceremony).objects.update(state="DRAFT")
    client.force_login(make_user(is_superuser=True))
    client.post(page_of(winner), {"why": WHY})
    typed = fields_of(client.get(change_page(winner))) | {"person_given_th": "กระรอกทอง"}

    page = client.post(change_page(winner), typed)

    assert "The name of this person was removed on request, and is not entered again." in text_of(page)
    winner.refresh_from_db()
    assert winner.person_given_th == "(ไม่เปิดเผยชื่อ)"


def test_an_older_version_does_not_bring_the_name_back(client, winner):
    type(winner.category.ceremony).objects.update(state="DRAFT")
    client.force_login(make_user(is_superuser=True))
    first = winner.history.earliest()
    client.post(page_of(winner), {"why": WHY})
    address = f"/en/admin/awards/winner/{winner.pk}/history/{first.pk}/"
    typed = fields_of(client.get(address))

    assert client.post(address, typed).status_code == 302

    winner.refresh_from_db()
    assert winner.person_th == "(ไม่เปิดเผยชื่อ)"
    assert winner.anonymised_at is not None


@pytest.mark.django_db(transaction=True)
def test_the_record_of_an_import_says_that_its_file_is_gone(client, approver, winner):
    upload = kept_upload()
    SpreadsheetImport.objects.update(confirmed_at=upload.uploaded_at)
    address = f"/en/admin/spreadsheets/spreadsheetimport/{upload.pk}/"
    assert client.get(f"{address}file/").status_code == 200

    client.post(page_of(winner), {"why": WHY, "uploads": [upload.pk]})

    page = text_of(client.get(f"{address}change/"))
    assert "The uploaded file is no longer kept." in page
    assert f"{address}file/" not in page
    assert client.get(f"{address}file/").status_code == 404

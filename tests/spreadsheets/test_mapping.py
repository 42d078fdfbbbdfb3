"""The headings of an upload: asked about on the preview, decided, and taken over by the next upload."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.models import Winner
from awards.roles import DATA_ENTRY
from awardsportal.spreadsheets import undoing
from awardsportal.spreadsheets.mapping import remembered
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_agency, make_award, make_user
from tests.spreadsheets.files import make_csv, make_xlsx

pytestmark = pytest.mark.django_db

ADMIN = "/en/admin/awards/winner/"
HEADINGS = ["ปี", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงน", "คะแนน", "งบประมาณ"]
DECIDED = {"column-4": "agency", "column-6": "-"}


@pytest.fixture(autouse=True)
def entry(client):
    """A data-entry user who is signed in."""
    user = make_user(DATA_ENTRY)
    client.force_login(user)
    return user


@pytest.fixture
def row():
    """A good row."""
    make_award(code="dg")
    return ["2569", "ธรรมาภิบาล", "dg", "กรม", make_agency("กรมสรรพากร").name_th, "98.3", "1,200,000"]


def upload(client, *rows, headings=HEADINGS, data=None):
    """The address of the preview of an upload."""
    file = SimpleUploadedFile("ผล.csv", data or make_csv([headings, *rows]))
    return client.post(f"{ADMIN}import/", {"file": file}).url


def decide(client, address, **choices):
    """The preview after a decision about the headings."""
    return client.post(address, {"mapping": "", **choices}, follow=True)


def confirm(client, address):
    """Confirm what the preview shows."""
    promise = client.get(address).context["seen"].outcome.promise
    return client.post(address, {"promise": promise}, follow=True)


def record_of(address):
    return SpreadsheetImport.objects.get(pk=re.search(r"(\d+)/$", address)[1])


def test_what_is_not_known_is_asked_about_and_nothing_is_saved_until_it_is_decided(client, row):
    address = upload(client, row)

    page = client.get(address)
    asked = page.context["headings"]

    assert [heading.text for heading, _samples, _choices in asked["rows"] if heading.column is None] == [
        "หน่วยงน",
        "งบประมาณ",
    ]
    assert "Proposed, as the words are nearly the same." in page.content.decode()
    assert "1,200,000" in page.content.decode()
    confirm(client, address)
    assert Winner.objects.count() == 0


def test_a_decision_is_kept_and_the_sheet_read_by_it(client, row):
    address = upload(client, row)

    page = decide(client, address, **DECIDED)

    assert record_of(address).mapping == {"หน่วยงน": "agency", "งบประมาณ": ""}
    assert page.context["seen"].outcome.unread == ["งบประมาณ"]
    assert "Decided by hand." in page.content.decode()
    confirm(client, address)
    assert Winner.objects.get().agency_name_th == "กรมสรรพากร"


def test_only_what_differs_from_what_is_known_is_kept(client, row):
    address = upload(client, row)

    decide(client, address, **DECIDED, **{"column-0": "year", "column-5": "-", "column-9": "rank"})

    assert record_of(address).mapping == {"หน่วยงน": "agency", "คะแนน": "", "งบประมาณ": ""}


def test_what_is_no_column_and_what_is_left_open_decide_nothing(client, row):
    address = upload(client, row)

    page = decide(client, address, **{"column-4": "password", "column-6": ""})

    assert record_of(address).mapping == {}
    assert page.context["headings"]["undecided"] == 2


def test_the_next_file_that_looks_the_same_is_read_the_same_and_this_is_said(client, row):
    first = upload(client, row)
    decide(client, first, **DECIDED)
    confirm(client, first)

    second = upload(client, [*row[:5], "97", ""])
    page = client.get(second)

    assert record_of(second).mapping == record_of(first).mapping
    assert page.context["headings"]["undecided"] == 0
    assert "Read as was decided for the same headings in ผล.csv" in page.content.decode()
    confirm(client, second)
    assert Winner.objects.get().score == 97


def test_other_headings_and_uploads_that_were_not_confirmed_are_not_taken_over(client, row):
    first = upload(client, row)
    decide(client, first, **DECIDED)
    assert record_of(upload(client, row)).mapping == {}

    confirm(client, first)

    assert record_of(upload(client, row[:-1], headings=HEADINGS[:-1])).mapping == {}
    assert remembered("agencies", HEADINGS) is None


def test_the_decisions_of_an_import_that_was_undone_are_not_taken_over(client, row, entry):
    first = upload(client, row)
    decide(client, first, **DECIDED)
    confirm(client, first)

    undoing.undo(record_of(first), by=entry)

    assert remembered("winners", HEADINGS) is None


def test_a_heading_that_is_there_twice_is_decided_by_its_place(client, row):
    address = upload(client, [*row[:4], "ไม่มี", row[4]], headings=[*HEADINGS[:4], "หน่วยงาน", "หน่วยงาน"])

    page = decide(client, address, **{"column-4": "-", "column-5": "agency"})

    assert record_of(address).mapping == {"หน่วยงาน E": "", "หน่วยงาน F": "agency"}
    assert page.context["seen"].outcome.problems == []


def test_another_sheet_has_headings_of_its_own(client, row):
    others = [["ปี", "ประเภทรางวัล", "ใครได้"], ["2569", "ก", "ข"]]
    address = upload(client, data=make_xlsx([HEADINGS, row], "หนึ่ง", before=[("สอง", others)]))
    client.post(address, {"sheet": "หนึ่ง"})
    decide(client, address, **DECIDED)

    client.post(address, {"sheet": "สอง"})

    assert (record_of(address).sheet, record_of(address).mapping) == ("สอง", {})


def test_a_confirmed_import_is_not_mapped_anew(client, row):
    address = upload(client, row)
    decide(client, address, **DECIDED)
    confirm(client, address)

    decide(client, address, **{"column-5": "-"})

    assert record_of(address).mapping == {"หน่วยงน": "agency", "งบประมาณ": ""}

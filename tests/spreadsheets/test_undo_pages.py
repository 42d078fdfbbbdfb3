"""The record of an import in the admin, and the page from which it is undone."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from awards.models import Category, Ceremony, State, Winner
from awards.roles import DATA_ENTRY, READER
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_user, make_winner
from tests.spreadsheets.imports import dump, load, upload

pytestmark = pytest.mark.django_db

RECORDS = "/en/admin/spreadsheets/spreadsheetimport/"
HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "คะแนน", "รหัสอ้างอิง"]


@pytest.fixture
def entry(client):
    """A data-entry user who is signed in."""
    user = make_user(DATA_ENTRY)
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def award():
    return make_award(code="dg")


def rows_for(agencies, year=2569, score="98.3"):
    told = [year, "ธรรมาภิบาลข้อมูล", "dg", "กรม"]
    return [HEADINGS, *[[*told, agency.name_th, score, ""] for agency in agencies]]


def imported(agencies, **cells):
    with translation.override("en"):
        return load(WinnerResource, rows_for(agencies, **cells), by=make_user(DATA_ENTRY))


def page_of(client, record, query=""):
    return client.get(f"{RECORDS}{record.pk}/change/{query}")


def undo_address(record):
    return f"{RECORDS}{record.pk}/undo/"


def text_of(response):
    """What a page says, without its tags."""
    page = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# The record


def moved_to_another_year(count):
    """An import that changes the category and the score of so many winners."""
    old = make_category(make_ceremony(), award=make_award())
    winners = [make_winner(old, score=90) for _n in range(count)]
    told = [2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม"]
    rows = [[*told, winner.agency.name_th, "95", winner.ref] for winner in winners]
    with translation.override("en"):
        return load(WinnerResource, [HEADINGS, *rows])


def test_a_page_of_the_record_takes_the_same_queries_for_one_row_and_for_thirty(client, entry):
    counts = []
    for count in (1, 30):
        record = moved_to_another_year(count)
        page_of(client, record)
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client, record)
        counts.append(len(queries))
        assert page.content.decode().count("<del>90.00</del> → <ins>95.00</ins>") == count
        client.post(undo_address(record))

    assert counts[0] == counts[1]


def test_every_row_stands_on_one_of_the_pages(client, entry):
    agencies = [make_agency() for _n in range(60)]
    record = imported(agencies)

    pages = [text_of(page_of(client, record, f"?page={number}")) for number in (1, 2)]

    assert "Rows it made, changed or deleted: 62" in pages[0]
    assert [sum(f"Winner: {agency.name_th} " in page for agency in agencies) for page in pages] == [48, 12]
    assert "Page 2 of 2" in pages[1]


def test_a_new_row_is_shown_with_what_was_filled_in(client, entry):
    page = text_of(page_of(client, imported([make_agency("กรมสรรพากร")])))

    assert "Winner: กรมสรรพากร New Filled in:" in page
    assert "Score: 98.30" in page
    assert "Agency: กรมสรรพากร" in page


def test_mapping_and_decisions_are_told_in_words(client, entry):
    record = imported([make_agency()])
    SpreadsheetImport.objects.filter(pk=record.pk).update(
        mapping={"หมายเหตุ": "source", "อื่นๆ": ""},
        decisions={"agency": {"สรรพากร": {"is": "rd"}, "ใหม่": {"new": {"code": "new", "name_th": "กรมใหม่"}}}},
        leaves_out_errors=True,
    )

    page = text_of(page_of(client, record))

    assert "“หมายเหตุ” → แหล่งที่มา; “อื่นๆ” → left out" in page
    assert "หน่วยงาน “สรรพากร” → rd; หน่วยงาน “ใหม่” → new กรมใหม่; Rows with problems were left out." in page


def test_rows_that_are_gone_are_still_told_by_name(client, entry):
    record = imported([make_agency("กรมสรรพากร")])
    client.post(undo_address(record))

    page = page_of(client, record)

    assert "Category: ธรรมาภิบาลข้อมูล (2026) New" in text_of(page)
    assert "Winner: กรมสรรพากร New" in text_of(page)
    assert "/awards/winner/" not in page.content.decode().split('id="touched"')[1]


def test_the_record_says_who_undid_it_and_which_rows_stay(client, entry):
    stays, goes = make_agency("กรมที่อยู่"), make_agency("กรมที่ไป")
    record = imported([stays, goes])
    edited = Winner.objects.get(agency=stays)
    edited.rank = 1
    edited.save()

    client.post(undo_address(record))

    page = text_of(page_of(client, record))
    assert f"· {entry}" in page
    assert "Winner: กรมที่อยู่ New Left as it is" in page
    assert "Winner: กรมที่ไป New Filled in" in page


# Undoing


def test_the_page_says_what_would_happen_before_it_happens(client, entry):
    stays, goes = make_agency("กรมที่อยู่"), make_agency("กรมที่ไป")
    record = imported([stays, goes])
    edited = Winner.objects.get(agency=stays)
    edited.score, edited._history_user = 50, make_user(username="somsri")
    edited.save()
    before = dump()

    page = client.get(undo_address(record))

    text = text_of(page)
    assert "Made by the import, to be deleted 1 To be as before 0 To be left as they are 3" in text
    assert "Winner: กรมที่อยู่ Changed since (somsri," in text
    assert "Score: 98.30 → 50.00" in text
    assert "It is needed by winner “กรมที่อยู่”." in text
    assert page.content.decode().count('name="also"') == 1
    assert dump() == before


def test_undoing_leaves_the_conflicts_and_says_how_many(client, entry):
    record = imported([make_agency("กรมที่อยู่"), make_agency("กรมที่ไป")])
    edited = Winner.objects.get(agency__name_th="กรมที่อยู่")
    edited.save()

    response = client.post(undo_address(record), follow=True)

    assert "Undone. 3 rows were left as they are." in text_of(response)
    assert [str(winner) for winner in Winner.objects.all()] == ["กรมที่อยู่"]


def test_a_ticked_row_is_undone_as_well(client, entry):
    agencies = [make_agency("กรมที่แก้")]
    before = dump()
    record = imported(agencies)
    edited = Winner.objects.get()
    edited.score = 12
    edited.save()
    key = re.search(r'name="also"\s+value="([^"]+)"', client.get(undo_address(record)).content.decode())[1]

    response = client.post(undo_address(record), {"also": key}, follow=True)

    assert "Undone. All is as it was before." in text_of(response)
    after = dump()
    mine = [table for table in before if table.startswith(("agencies.", "awards."))]
    assert [after[table] for table in mine] == [before[table] for table in mine]


def test_a_frozen_row_is_not_undone_whatever_is_sent(client, entry):
    record = imported([make_agency()])
    Ceremony.objects.update(state=State.APPROVED, release_at=timezone.now())
    rows = [(Winner, "winner"), (Category, "category"), (Ceremony, "ceremony")]
    keys = [f"awards.{name}:{model.objects.get().pk}:0" for model, name in rows]

    page = client.get(undo_address(record))
    response = client.post(undo_address(record), {"also": [*keys, "x", "awards.winner:1:1\0"]}, follow=True)

    assert 'name="also"' not in page.content.decode()
    assert "is approved and can no longer be edited" in text_of(page)
    assert "Nothing can be undone" in text_of(response)
    assert Winner.objects.count() == 1


def test_a_double_click_undoes_once_and_ends_on_the_record(client, entry):
    record = imported([make_agency()])

    answers = [client.post(undo_address(record), follow=True) for _click in range(2)]

    assert [answer.redirect_chain[-1][0] for answer in answers] == [f"{RECORDS}{record.pk}/change/"] * 2
    assert Winner.history.filter(history_type="-").count() == 1


def test_who_undoes_what_they_imported_themselves_ends_on_the_record_too(client, entry):
    record = load(WinnerResource, rows_for([make_agency()]), by=entry)

    assert client.post(undo_address(record)).url == f"{RECORDS}{record.pk}/change/"


def test_an_undone_import_is_not_undone_again(client, entry):
    record = imported([make_agency()])
    client.post(undo_address(record), follow=True)

    response = client.get(undo_address(record), follow=True)

    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "This import was undone already."
    ]


def test_an_upload_that_was_never_saved_has_nothing_to_undo(client, entry):
    mine, theirs = (
        upload(WinnerResource, rows_for([make_agency()]), by=user) for user in (entry, make_user())
    )

    assert client.get(undo_address(mine)).url == f"/en/admin/awards/winner/import/{mine.pk}/"
    assert client.get(undo_address(theirs)).status_code == 404


def test_only_who_may_import_such_rows_may_undo_and_is_offered_it(client):
    user = make_user(DATA_ENTRY)
    record = load(WinnerResource, rows_for([make_agency()]), by=user)
    pages = [f"{RECORDS}{record.pk}/change/", RECORDS, f"/en/admin/awards/winner/import/{record.pk}/result/"]
    link = f'href="{undo_address(record)}"'

    client.force_login(user)
    assert [link in client.get(page).content.decode() for page in pages] == [True, True, True]
    assert client.get(undo_address(record)).status_code == 200

    client.force_login(make_user(READER))
    assert [link in client.get(page).content.decode() for page in pages[:2]] == [False, False]
    assert (
        client.get(undo_address(record)).status_code == client.post(undo_address(record)).status_code == 404
    )
    assert client.get(f"{RECORDS}{record.pk}/progress/").status_code == 404
    assert Winner.objects.count() == 1


def test_an_import_of_a_kind_that_is_no_more_has_its_page_still(client, entry):
    record = SpreadsheetImport.objects.create(kind="gone", file_name="a.csv", mapping={"a": "b"})

    assert page_of(client, record).status_code == 200
    assert client.get(undo_address(record)).status_code == 404

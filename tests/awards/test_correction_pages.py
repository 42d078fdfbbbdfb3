import json
import re
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.correcting.corrections import add, correct, withdraw
from awards.models import Correction, Recipient, Winner
from awards.models.winners import NAME_REMOVED
from tests.factories import (
    BANGKOK,
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_user,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
THEN = datetime(2026, 5, 31, 9, 30, tzinfo=BANGKOK)


@pytest.fixture
def ceremony():
    return make_ceremony(2020, release_at=YESTERDAY)


@pytest.fixture
def winner(ceremony):
    category = make_category(ceremony, title_th="ธรรมาภิบาลข้อมูล", title_en="Data Governance")
    return make_winner(
        category, ref="first222", agency=make_agency("กรมหนึ่ง", name_en="First Department"), rank=1
    )


@pytest.fixture
def by():
    return make_user(first_name="มานี")


def changed(model, field, old, new):
    return {"changes": [{"model": f"awards.{model}", "field": field, "old": old, "new": new}]}


@pytest.mark.parametrize("address", ["/corrections/", "/ceremonies/2020/", "/winners/first222/"])
def test_a_correction_says_when_what_it_said_and_what_it_says_now(client, winner, address):
    correction = make_correction(
        winner,
        corrected_at=THEN,
        note_th="อันดับผิด",
        note_en="The rank was wrong",
        **changed("winner", "rank", 1, 2),
    )

    page = client.get(f"/en{address}")

    assert f'id="correction-{correction.pk}"' in page.content.decode()
    assert texts(page, "time") == ["31 May 2026"]
    assert texts(page, "strong")[-1] == "Corrected"
    assert texts(page, ".changes") == ["Rank It said: 1 → It says now: 2"]
    assert "The rank was wrong" in texts(page, ".corrections")[0]
    thai = client.get(address)
    assert texts(thai, "time") == ["31 พฤษภาคม 2569"]
    assert "อันดับผิด" in texts(thai, ".corrections")[0]


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (("winner", "rank", None, 2), "–", "2"),
        (("winner", "score", "90.00", "98.50"), "90.00", "98.50"),
        (("ceremony", "held_on", None, "2020-12-03"), "–", "3 December 2020"),
        (("winner", "acting", False, True), "No", "Yes"),
        (("category", "level", "DEPARTMENT", "PROVINCE"), "Department level", "Province level"),
        (("winner", "citation_th", "", "<b>ดีเด่น</b>"), "–", "<b>ดีเด่น</b>"),
    ],
)
def test_a_value_is_told_in_the_words_of_the_page(client, winner, change, old, new):
    make_correction(winner, **changed(*change))

    page = client.get("/en/corrections/")

    assert texts(page, "del") == [f"It said: {old}"]
    assert texts(page, "ins") == [f"It says now: {new}"]


def test_a_date_is_told_in_the_calendar_of_the_page(client, ceremony):
    make_correction(ceremony, **changed("ceremony", "held_on", None, "2020-12-03"))

    assert texts(client.get("/corrections/"), "ins")[0].endswith(" 3 ธันวาคม 2563")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("ก" * 200, "ข", ("ก" * 200, "ข")),
        ("", "ก" * 300, ("–", "ก" * 300)),
        (
            "ก" * 300 + "ที่" + "ข" * 300,
            "ก" * 300 + "ที่ดิน" + "ข" * 300,
            (f"…{'ก' * 59}ที่{'ข' * 60}…", f"…{'ก' * 59}ที่ดิน{'ข' * 60}…"),
        ),
        ("ก" * 300, "ก" * 301, (f"…{'ก' * 60}", f"…{'ก' * 61}")),
        ("ข" + "ก" * 300, "ค" + "ก" * 300, (f"ข{'ก' * 60}…", f"ค{'ก' * 60}…")),
    ],
)
def test_of_a_long_text_what_differs_is_shown_and_all_of_it_is_in_the_data(client, winner, old, new, shown):
    make_correction(winner, **changed("winner", "citation_th", old, new))

    page = client.get("/en/corrections/")

    assert (texts(page, "del"), texts(page, "ins")) == (
        [f"It said: {shown[0]}"],
        [f"It says now: {shown[1]}"],
    )
    change = client.get("/corrections.json").json()["corrections"][0]["changes"][0]
    assert (change["old"], change["new"]) == (old, new)


def test_agencies_awards_and_categories_are_told_by_name(client, winner):
    other = make_agency("กรมสอง", name_en="Second Department")
    award, better = make_award(name_en="Data"), make_award()
    category = winner.category
    make_correction(winner, **changed("winner", "agency", winner.agency_id, other.pk))
    make_correction(winner, **changed("category", "award", award.pk, better.pk))
    make_correction(winner, **changed("winner", "category", category.pk, category.pk))

    page = client.get("/en/corrections/")

    assert texts(page, "ins") == [
        "It says now: Data Governance · Department level",
        f"It says now: {better.name_th}",
        "It says now: Second Department",
    ]
    assert f'<ins lang="th"><span class="unseen">It says now: </span>{better.name_th}' in re.sub(
        r">\s+<", "><", page.content.decode()
    )


def test_an_agency_that_was_deleted_since_keeps_its_name_there(client, winner):
    wrong = make_agency("กรมที่ไม่มี", code="wrong")
    make_correction(winner, **changed("winner", "agency", wrong.pk, winner.agency_id))
    wrong.delete()

    assert texts(client.get("/en/corrections/"), "del") == ["It said: กรมที่ไม่มี"]
    assert client.get("/corrections.json").json()["corrections"][0]["changes"][0]["old"] == "wrong"


def test_what_was_withdrawn_or_added_is_told_and_leads_to_its_page(client, winner, by):
    withdraw(winner, note_th="ขาดคุณสมบัติ", note_en="Not eligible", by=by)
    added = Winner(category=winner.category, agency=make_agency("กรมที่ตกหล่น"))
    add(added, note_th="ตกหล่น", note_en="Forgotten", by=by)

    page = client.get("/en/corrections/")

    assert texts(page, "strong") == ["Added", "Withdrawn"]
    html = page.content.decode()
    for ref in ("first222", added.ref):
        assert f'href="/en/winners/{ref}/"' in html
    assert "Not eligible" in html
    listed = texts(client.get("/en/ceremonies/2020/"), ".name")
    assert listed == ["First Department", "กรมที่ตกหล่น"]


def test_a_correction_of_a_category_names_it(client, winner, by):
    correct(winner.category, values={"quota": 3}, note_th="จำนวนผิด", by=by)

    assert "Data Governance · Department level" in texts(client.get("/en/corrections/"), ".what")


def test_nothing_of_an_unreleased_ceremony_is_told(client):
    make_correction(make_ceremony(2021, release_at=LATER), note_th="ลับ")

    assert "ลับ" not in client.get("/corrections/").content.decode()
    assert client.get("/corrections.json").json() == {"corrections": []}
    assert "ลับ" not in client.get("/corrections/feed/").content.decode()


def test_who_did_it_and_the_reason_for_the_record_are_never_public(client, winner, by):
    correct(winner, values={"rank": 2}, note_th="อันดับผิด", why="หนังสือลับมาก", by=by)

    for address in (
        "/corrections/",
        "/corrections.json",
        "/corrections/feed/",
        "/winners/first222/",
        "/ceremonies/2020/",
    ):
        html = client.get(address).content.decode()
        assert "อันดับผิด" in html
        assert "ลับมาก" not in html
        assert "มานี" not in html


def test_the_name_of_a_person_that_was_removed_is_nowhere(client, ceremony):
    category = make_category(ceremony, award=make_award(recipient=Recipient.PERSON), level="PERSON")
    leader = make_winner(category, ref="leader22")
    make_correction(leader, **changed("winner", "person_given_th", "รีนวิทย์", "รื่นวดี"))
    assert "รีนวิทย์" in client.get("/corrections/").content.decode()

    Winner.objects.filter(pk=leader.pk).update(anonymised_at=YESTERDAY, **NAME_REMOVED)

    for address in (
        "/corrections/",
        "/corrections.json",
        "/corrections/feed/",
        "/winners/leader22/",
        "/ceremonies/2020/",
    ):
        html = client.get(address).content.decode()
        assert "รีนวิทย์" not in html
        assert "รื่นวดี" not in html
    change = client.get("/corrections.json").json()["corrections"][0]["changes"][0]
    assert (change["old"], change["new"], change["new_words"]) == (None, None, "–")


def test_the_list_has_pages(client, ceremony):
    for number in range(31):
        make_correction(ceremony, note_th=f"ครั้งที่ {number}", corrected_at=THEN + timedelta(hours=number))

    first, last = client.get("/en/corrections/"), client.get("/en/corrections/?page=2")

    assert len(texts(first, "time")) == 30
    assert "ครั้งที่ 30" in texts(first, ".corrections")[0]
    assert "ครั้งที่ 0" in texts(last, ".corrections")[0]
    assert client.get("/en/corrections/?page=x%00").status_code == 200


def test_an_empty_list_says_what_that_means(client):
    assert texts(client.get("/en/corrections/"), ".empty") == ["Nothing had to be put right yet."]


def test_each_page_leads_to_how_a_mistake_is_reported(client):
    page = client.get("/en/corrections/")
    html = page.content.decode()

    assert (
        '<a href="/en/corrections/#report">Report a mistake or omission</a>'
        in client.get("/en/").content.decode()
    )
    assert '<h2 id="report">Report a mistake or omission</h2>' in html
    assert '<a href="https://www.dga.or.th/">www.dga.or.th</a>' in html


def test_the_data_of_a_correction_are_complete(client, winner):
    other = make_agency("กรมสอง", code="second", name_en="Second Department")
    Winner.objects.update(agency=other)
    first = winner.agency
    correction = make_correction(
        winner,
        corrected_at=THEN,
        note_th="ผิดหน่วยงาน",
        note_en="Wrong agency",
        **changed("winner", "agency", first.pk, other.pk),
    )

    assert client.get("/en/corrections.json").json() == {
        "corrections": [
            {
                "id": correction.pk,
                "kind": "CORRECTED",
                "kind_label": "Corrected",
                "ceremony": "2020",
                "winner": "first222",
                "subject_th": "",
                "subject_en": "",
                "changes": [
                    {
                        "model": "winner",
                        "field": "agency",
                        "label": "Agency",
                        "old": first.code,
                        "new": "second",
                        "old_words": "First Department",
                        "new_words": "Second Department",
                    }
                ],
                "note_th": "ผิดหน่วยงาน",
                "note_en": "Wrong agency",
                "corrected_at": "2026-05-31T09:30:00+07:00",
                "address": f"http://testserver/en/winners/first222/#correction-{correction.pk}",
            }
        ]
    }


def test_data_hold_values_and_not_only_words(client, ceremony, by):
    correct(ceremony, values={"held_on": date(2020, 12, 4), "awards_given": 24}, note_th="แก้", by=by)

    (entry,) = json.loads(client.get("/corrections.json").content)["corrections"]

    assert [(each["old"], each["new"], each["new_words"]) for each in entry["changes"]] == [
        ("2020-12-03", "2020-12-04", "4 ธันวาคม 2563"),
        (None, 24, "24"),
    ]


def entries_of(response):
    """Each entry of a feed as (id, title, link, updated)."""
    for entry in ElementTree.fromstring(response.content).iter(f"{ATOM}entry"):  # noqa: S314
        yield (
            entry.findtext(f"{ATOM}id"),
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}updated"),
        )


def test_the_feed_tells_each_correction_with_an_identifier_that_stays(client, ceremony, winner):
    Winner.objects.update(agency_name_en="R & D")
    first = make_correction(winner, corrected_at=THEN, **changed("winner", "rank", 1, 2))
    make_correction(ceremony, corrected_at=THEN + timedelta(days=1), subject_th="ภาพ", subject_en="Photo")

    response = client.get("/en/corrections/feed/")

    feed = ElementTree.fromstring(response.content)  # noqa: S314
    entries = list(entries_of(response))
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link")] == [
        "http://testserver/en/corrections/",
        "http://testserver/en/corrections/feed/",
    ]
    assert [(title, link, updated) for _id, title, link, updated in entries] == [
        (
            "Corrected: Digital Government Awards 2020 · Photo",
            f"http://testserver/en/ceremonies/2020/#correction-{first.pk + 1}",
            "2026-06-01T09:30:00+07:00",
        ),
        (
            "Corrected: R & D · 2020",
            f"http://testserver/en/winners/first222/#correction-{first.pk}",
            "2026-05-31T09:30:00+07:00",
        ),
    ]
    summary = feed.findall(f"{ATOM}entry")[1].findtext(f"{ATOM}summary")
    assert "It says now: " in summary
    make_correction(ceremony)
    assert {entry[0] for entry in entries} <= {
        entry[0] for entry in entries_of(client.get("/en/corrections/feed/"))
    }


def test_a_feed_without_entries_says_the_same_each_time(client, winner):
    first = client.get("/corrections/feed/")

    assert client.get("/corrections/feed/", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_feed_is_compared_by_what_it_says_and_not_by_its_last_date(client, winner):
    make_correction(winner, note_th="ชื่อ", corrected_at=THEN)
    first = client.get("/corrections/feed/")
    Correction.objects.update(note_th="ไม่มีชื่อ")

    assert "Last-Modified" not in first
    assert client.get("/corrections/feed/", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", ["/corrections/", "/ceremonies/2020/", "/winners/first222/", "/"])
def test_each_page_leads_to_the_feed_and_the_list(client, winner, address):
    make_correction(winner)

    html = client.get(f"/en{address}").content.decode()

    assert re.search(r'rel="alternate"\s+type="application/atom\+xml"', html)
    assert 'href="/en/corrections/feed/"' in html
    assert 'href="/en/corrections/"' in html


@pytest.mark.parametrize(
    "address", ["/corrections/", "/corrections.json", "/corrections/feed/", "/ceremonies/2020/"]
)
def test_the_queries_do_not_grow_with_the_corrections(client, winner, by, address):
    def fill(count):
        for _each in range(count):
            made = make_winner(winner.category)
            for changes in (
                changed("winner", "agency", made.agency_id, make_agency().pk),
                changed("category", "award", make_award().pk, make_award().pk),
            ):
                make_correction(made, corrected_by=by, **changes)

    fill(1)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    fill(10)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


@pytest.mark.parametrize("address", ["/corrections.json", "/corrections/feed/"])
def test_data_and_feed_may_be_held_by_any_cache(client, winner, address):
    make_correction(winner)

    first = client.get(address)
    second = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, second.status_code) == (200, 304)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in first.headers
    assert client.post(address).status_code == 405

"""Taking a person's name off: nothing in the database says it afterwards, and nothing brings it back."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import translation

from awards.checks import problems_with
from awards.models import Acceptance, Photo, Recipient, Winner
from awards.models.winners import NAME_REMOVED
from awards.privacy.anonymising import Upload, anonymise, texts_after, uploads_with
from awards.privacy.names import Name
from awards.publishing import Refused
from awards.roles import APPROVER, DATA_ENTRY
from awards.sheets.winners import WinnerResource
from awardsportal.audit.models import Event, What
from awardsportal.spreadsheets.importing import preview, receive
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.plans import Plan
from awardsportal.spreadsheets.undoing import undo
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_user,
    make_winner,
)
from tests.spreadsheets.files import make_xlsx
from tests.spreadsheets.imports import load, upload

pytestmark = pytest.mark.django_db

GIVEN, FAMILY = "กระรอกทอง", "พงศ์พยานรัก"
GIVEN_EN, FAMILY_EN = "Krarokthong", "Phongphayanrak"
CANARIES = (GIVEN, FAMILY, GIVEN_EN, FAMILY_EN)
FULL = f"นางสาว{GIVEN} {FAMILY}"
WHY = "คำขอที่ 12/2569"
REMOVED = "(ไม่เปิดเผยชื่อ)"


@pytest.fixture
def approver():
    return make_user(APPROVER)


@pytest.fixture
def leaders():
    """A released category of an award for persons."""
    award = make_award(code="leader", recipient=Recipient.PERSON)
    return make_category(make_ceremony(2020, release_at=YESTERDAY), award=award, level="PERSON")


@pytest.fixture
def winner(leaders):
    return make_leader(leaders, citation_th=f"{GIVEN}นำองค์กรสู่ดิจิทัล", received_by=f"{FULL} เลขาธิการ")


def make_leader(category, **fields):
    name = {
        "person_title_th": "นางสาว",
        "person_given_th": GIVEN,
        "person_family_th": FAMILY,
        "person_title_en": "Ms.",
        "person_given_en": GIVEN_EN,
        "person_family_en": FAMILY_EN,
        "position_th": "เลขาธิการ",
    }
    return make_winner(category, **(name | fields))


def places_of(winner):
    return [place.key for place in Name(winner).places()]


def take_off(winner, by, **also):
    return anonymise(winner, by=by, why=WHY, **also)


def tables_with(*words):
    """The tables and columns of the whole database in which one of the words stands, in JSON too."""
    tables = connection.introspection.table_names()
    found = set()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {
                    f"{table}.{column}"
                    for column, value in zip(columns, row, strict=True)
                    if any(word in unescaped(str(value)) for word in words)
                }
    return sorted(found)


def unescaped(text):
    """JSON as it is read: without its escapes of Thai letters."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text.replace("\\\\", "\\"))


def person_of(winner):
    return {name: getattr(winner, name) for name in NAME_REMOVED}


def test_the_name_gives_way_to_what_a_page_can_show(winner, approver):
    take_off(winner, approver)

    winner.refresh_from_db()
    assert person_of(winner) == NAME_REMOVED
    assert (winner.person_th, winner.person_en, winner.position_th) == (
        REMOVED,
        "(name withheld)",
        "เลขาธิการ",
    )
    assert winner.citation_th == f"{REMOVED}นำองค์กรสู่ดิจิทัล"
    assert winner.received_by == f"{REMOVED} เลขาธิการ"
    assert winner.anonymised_at is not None
    assert winner.person_fold == "ไม่เปิดเผยชื่อnamewithheld"


def test_what_the_texts_will_say_is_known_before(winner):
    assert [(field.name, text) for field, text in texts_after(winner, Name(winner))] == [
        ("citation_th", f"{REMOVED}นำองค์กรสู่ดิจิทัล"),
        ("received_by", f"{REMOVED} เลขาธิการ"),
    ]


def test_texts_without_the_name_stay_as_they_are(leaders, approver):
    winner = make_leader(leaders, citation_th="เลขาธิการผู้นำองค์กร", source="https://example.go.th/1")

    take_off(winner, approver)

    winner.refresh_from_db()
    assert (winner.citation_th, winner.source) == ("เลขาธิการผู้นำองค์กร", "https://example.go.th/1")


def test_every_version_loses_the_name_and_a_last_one_says_who_and_why(winner, approver):
    winner.person_given_th = "กระรอกเงิน"
    winner.save()

    take_off(winner, approver)

    versions = list(winner.history.all())
    assert [person_of(version) for version in versions] == [NAME_REMOVED] * 3
    assert [version.history_type for version in versions] == ["~", "~", "+"]
    assert (versions[0].history_user, versions[0].history_change_reason) == (approver, WHY)
    assert tables_with(*CANARIES, "กระรอกเงิน") == []


def test_the_log_tells_it_without_the_name(winner, approver):
    take_off(winner, approver)

    event = Event.objects.get(what=What.ANONYMISED)
    assert (event.by, event.key, event.details) == (approver, str(winner.pk), {"why": WHY})
    assert event.about == f"{winner.agency_name_th} ({winner.ref})"


def test_corrections_of_the_winner_lose_the_name(winner, approver):
    changes = [
        {"model": "awards.winner", "field": "person_title_th", "old": "นาย", "new": "นางสาว"},
        {"model": "awards.winner", "field": "person_given_th", "old": "กระรอก", "new": GIVEN},
        {"model": "awards.winner", "field": "citation_th", "old": "", "new": f"คุณ{GIVEN}นำ"},
        {"model": "awards.winner", "field": "rank", "old": 1, "new": 2},
    ]
    earlier = Winner.history.model.objects.filter(id=winner.pk)
    earlier.update(person_title_th="นาย", person_given_th="กระรอก")
    winner.save()
    correction = make_correction(winner, changes=changes, note_th=f"แก้เป็น {FULL}", why=f"{GIVEN} ขอมา")

    take_off(winner, approver)

    correction.refresh_from_db()
    assert correction.changes == [
        {"model": "awards.winner", "field": "person_title_th", "old": "", "new": ""},
        {"model": "awards.winner", "field": "person_given_th", "old": REMOVED, "new": REMOVED},
        {"model": "awards.winner", "field": "citation_th", "old": "", "new": f"คุณ{REMOVED}นำ"},
        {"model": "awards.winner", "field": "rank", "old": 1, "new": 2},
    ]
    assert (correction.note_th, correction.why) == (f"แก้เป็น {REMOVED}", f"{REMOVED} ขอมา")
    assert tables_with(*CANARIES) == []


def everywhere(winner, approver):
    """Puts the name into every text of the portal that people type."""
    ceremony = winner.category.ceremony
    ceremony.text_th = f"ในปีนี้ {FULL} ได้รับรางวัล"
    ceremony.save()
    ceremony.text_th, ceremony.text_en = "ไม่มีชื่อแล้ว", f"{GIVEN_EN.upper()} {FAMILY_EN} won"
    ceremony.save()
    Photo.objects.create(ceremony=ceremony, width=10, height=10, alt_th=f"{FULL}รับโล่", caption_th=FULL)
    gone = Photo.objects.create(winner=winner, width=10, height=10, caption_th=FULL)
    gone.delete()
    make_correction(
        ceremony, note_th=f"{FULL} เป็นผู้รับ", changes=[{"field": "text_th", "old": "", "new": FULL}]
    )
    make_winner(make_category(ceremony), received_by=f"{FULL} (แทน)")
    Acceptance.objects.create(
        ceremony=ceremony, problem="x", text=f"“{FULL}” อาจซ้ำ", reason="ไม่ซ้ำ", accepted_by=approver
    )
    SpreadsheetImport.objects.create(
        kind="winners", file_name=f"{FULL}.xlsx", decisions={"agency": {FULL: {"is": "x"}}}
    )


def test_nothing_in_the_database_says_the_name_where_all_places_were_chosen(winner, approver):
    everywhere(winner, approver)

    take_off(winner, approver, places=places_of(winner))

    assert tables_with(*CANARIES) == []


def test_nothing_says_the_name_but_the_places_that_were_left_to_the_approver(winner, approver):
    everywhere(winner, approver)
    places = places_of(winner)

    take_off(winner, approver)

    left = {column.split(".")[0].replace("historical", "") for column in tables_with(*CANARIES)}
    assert left == {key.split(":")[0].replace(".", "_") for key in places}
    assert sorted(left) == [
        "awards_acceptance",
        "awards_ceremony",
        "awards_correction",
        "awards_photo",
        "awards_winner",
        "spreadsheets_spreadsheetimport",
    ]


def test_a_place_is_shown_with_the_words_around_the_name(winner, approver):
    ceremony = winner.category.ceremony
    ceremony.text_th = "ก" * 60 + f" {FULL} " + "ข" * 60
    ceremony.save()

    (place,) = Name(winner).places()

    assert (place.row, place.is_there) == (ceremony, True)
    assert place.excerpts == ("…" + "ก" * 39 + f" {FULL} " + "ข" * 39 + "…",)


def test_a_place_that_was_cleared_has_a_version_that_says_why(winner, approver):
    ceremony = winner.category.ceremony
    ceremony.text_th = f"{FULL} ได้รับรางวัล"
    ceremony.save()

    take_off(winner, approver, places=places_of(winner))

    version = ceremony.history.first()
    assert (version.text_th, version.history_user, version.history_change_reason) == (
        f"{REMOVED} ได้รับรางวัล",
        approver,
        WHY,
    )


def test_another_winner_of_the_name_is_told_and_left_alone(winner, approver):
    award = winner.category.award
    other = make_leader(make_category(make_ceremony(release_at=YESTERDAY), award=award, level="PERSON"))

    assert list(Name(winner).other_wins()) == [other]
    take_off(winner, approver, places=places_of(winner))

    other.refresh_from_db()
    assert (other.person_given_th, other.history.get().person_given_th) == (GIVEN, GIVEN)


def test_a_deleted_winner_of_the_name_loses_it_too(winner, approver):
    deleted = make_leader(winner.category)
    deleted.delete()

    take_off(winner, approver)

    assert tables_with(*CANARIES) == []


def test_two_persons_of_one_agency_in_one_category_can_both_lose_their_names(winner, approver):
    other = make_leader(winner.category, agency=winner.agency, person_given_th="สมหญิง")

    take_off(winner, approver)
    take_off(other, approver)

    other.refresh_from_db()
    assert (other.person_th, other.person_en) == (f"{REMOVED} 2", "(name withheld) 2")


@pytest.mark.parametrize("state", ["DRAFT", "IN_REVIEW"])
def test_it_is_done_whatever_the_state_of_the_ceremony(winner, approver, state):
    type(winner.category.ceremony).objects.update(state=state)

    take_off(winner, approver)

    assert tables_with(*CANARIES) == []


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("  ", "Write the number or date of the request."),
        (f"คำขอของ {FULL}", "The reason is kept for ever: write it without the person’s name."),
        (f"คำขอของคุณ{GIVEN}", "The reason is kept for ever: write it without the person’s name."),
    ],
)
def test_a_reason_is_asked_for_and_does_not_say_the_name(winner, approver, why, reason):
    with translation.override("en"), pytest.raises(Refused, match=re.escape(reason)):
        anonymise(winner, by=approver, why=why)

    assert not Event.objects.exists()


def test_it_is_done_once(winner, approver):
    take_off(winner, approver)

    with translation.override("en"), pytest.raises(Refused, match="removed already"):
        take_off(winner, approver)

    assert Event.objects.filter(what=What.ANONYMISED).count() == 1


def test_an_agency_has_no_name_to_be_taken_off(approver):
    with translation.override("en"), pytest.raises(Refused, match="names nobody"):
        take_off(make_winner(), approver)


def test_a_short_part_of_a_name_is_only_taken_out_with_the_rest(leaders, approver):
    winner = make_leader(
        leaders,
        person_given_th="ดี",
        person_given_en="Al",
        citation_th="ดีเด่น โดยนางสาวดี พงศ์พยานรัก",
        citation_en="All good",
    )

    take_off(winner, approver)

    winner.refresh_from_db()
    assert (winner.citation_th, winner.citation_en) == (f"ดีเด่น โดย{REMOVED}", "All good")


# Spreadsheets

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "ชื่อ-นามสกุล", "คะแนน", "รหัสอ้างอิง"]


@pytest.fixture
def imported():
    """An import that made a winner, and the winner."""
    make_award(code="leader", recipient=Recipient.PERSON)
    agency = make_agency("กรมสรรพากร")
    record = load(WinnerResource, sheet(), by=make_user(DATA_ENTRY))
    return record, Winner.objects.get(agency=agency)


def sheet(person=FULL, score="98", ref=""):
    return [HEADINGS, ["2569", "ผู้นำดีเด่น", "leader", "บุคคล", "กรมสรรพากร", person, score, ref]]


def outcome_of(rows):
    with translation.override("en"):
        return preview(upload(WinnerResource, rows), WinnerResource).outcome


def test_undoing_an_import_does_not_bring_the_name_back(imported, approver):
    _record, winner = imported
    later = load(WinnerResource, sheet(score="99"), by=approver)
    take_off(winner, approver)
    (conflict,) = conflicts_of(later)

    undo(later, by=approver, also=[conflict])

    winner.refresh_from_db()
    assert (winner.score, winner.person_th) == (98, REMOVED)
    assert winner.anonymised_at is not None
    assert tables_with(*CANARIES) == []


def conflicts_of(record):
    return [conflict.trace.key for conflict in Plan(record).conflicts.values()]


def test_an_old_sheet_with_the_reference_is_refused(imported, approver):
    _record, winner = imported
    take_off(winner, approver)

    outcome = outcome_of(sheet(ref=winner.ref))

    assert [(problem.column, problem.message) for problem in outcome.problems] == [
        ("ชื่อ-นามสกุล", "The name of this person was removed on request, and is not entered again.")
    ]


def test_an_old_sheet_without_it_makes_a_new_winner_with_a_warning(imported, approver):
    _record, winner = imported
    take_off(winner, approver)

    outcome = outcome_of(sheet())

    assert outcome.problems == []
    assert [row.kind for row in outcome.rows] == ["new", "absent"]
    (warning,) = outcome.warnings
    assert warning.message == (
        "The name of a person of this agency was removed from this category on request. "
        "If this is the same person, leave the row out."
    )


def test_what_is_exported_comes_back_unchanged(imported, approver):
    _record, winner = imported
    winner = take_off(winner, approver)
    other = take_off(make_leader(winner.category, agency=winner.agency), approver)
    rows = [sheet(person=each.person_th, score="", ref=each.ref) for each in (winner, other)]

    outcome = outcome_of([HEADINGS, *(row for _headings, row in rows)])

    assert outcome.problems == []
    assert [row.kind for row in outcome.rows] == ["unchanged", "unchanged"]


@pytest.mark.django_db(transaction=True)
def test_the_kept_file_of_an_import_is_deleted_where_that_is_chosen(imported, approver):
    record, winner = imported
    waiting = upload(WinnerResource, sheet(score="97"), by=approver)
    clean = upload(WinnerResource, sheet(person="นายคนอื่น อื่นไกล"))
    found = uploads_with(Name(winner))

    take_off(winner, approver, uploads=[str(each.record.pk) for each in found])

    assert [each.record for each in found] == [waiting, record]
    assert all(each.was_read for each in found)
    record.refresh_from_db()
    assert not record.file.storage.exists(record.file.name)
    assert clean.file.storage.exists(clean.file.name)
    assert not SpreadsheetImport.objects.filter(pk=waiting.pk).exists()
    undo(record, by=approver, also=conflicts_of(record))
    assert not Winner.objects.exists()


def test_a_name_is_found_on_any_sheet_of_a_file_and_across_cells(imported, approver):
    _record, winner = imported
    SpreadsheetImport.objects.all().delete()
    other = sheet(person="นายคนอื่น อื่นไกล")
    hidden = [("บันทึก", [["ชื่อ", "สกุล"], [f"นางสาว{GIVEN}", FAMILY]])]
    uploaded = receive(
        ContentFile(make_xlsx(other, hidden=hidden), "ผล.xlsx"), resource_class=WinnerResource, by=approver
    )

    assert uploads_with(Name(winner)) == [Upload(uploaded, was_read=True)]


def test_a_file_that_cannot_be_looked_through_is_told_as_such(imported, approver):
    record, winner = imported
    large = upload(WinnerResource, sheet(person="นายคนอื่น อื่นไกล"))
    SpreadsheetImport.objects.filter(pk=large.pk).update(rows=99_999)
    Path(record.file.path).write_bytes(b"PK\x03\x04 and nothing more")

    assert uploads_with(Name(winner)) == [Upload(large, was_read=False), Upload(record, was_read=False)]


def test_persons_whose_names_were_removed_are_no_likely_duplicates(winner, approver):
    other = make_leader(winner.category, person_given_th="สมหญิง")
    take_off(winner, approver)
    take_off(other, approver)

    assert [each for each in problems_with(winner.category.ceremony) if each.code == "persons"] == []

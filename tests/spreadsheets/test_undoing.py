"""An import undone leaves the database as it was, but for what was changed since."""

import pytest
from django.utils import timezone, translation

from agencies.models import Agency, AgencyName, NameKind
from agencies.resources import AgencyResource
from awards.models import Category, Ceremony, State, Winner
from awards.sheets.winners import WinnerResource
from awardsportal.audit.models import Event
from awardsportal.spreadsheets.importing import Refused, preview
from awardsportal.spreadsheets.plans import Plan
from awardsportal.spreadsheets.undoing import undo
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_user,
    make_winner,
)
from tests.frozen import facts, in_each_frozen_state
from tests.spreadsheets.imports import dump, load, upload

pytestmark = pytest.mark.django_db

WINNERS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "คะแนน", "สถานที่จัดพิธี", "จำนวนรางวัล"]
AGENCIES = ["รหัส", "ชื่อหน่วยงาน", "ประเภทหน่วยงาน", "ชื่อย่อ", "สังกัด"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def rd():
    return make_agency("กรมสรรพากร", code="rd")


def winner_rows(*agencies, score="", venue="", quota=""):
    make_award(code="dg") if not Category.objects.filter(award__code="dg").exists() else None
    told = [2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม"]
    return [WINNERS, *[[*told, agency.name_th, score, venue, quota] for agency in agencies]]


def conflicts(record):
    """What cannot be undone of an import: the row and why, in the order of the tables."""
    return [(type_and_name(each.trace), each.why) for each in Plan(record).conflicts.values()]


def type_and_name(trace):
    return trace.model.__name__, str(trace.model._base_manager.filter(pk=trace.pk).first())


# As it was


def test_what_a_sheet_of_winners_made_is_gone_again(user, rd):
    rows = winner_rows(rd, make_agency(), score="98.3", venue="สโมสรทหารบก", quota="2")
    before = dump()
    record = load(WinnerResource, rows, by=user)
    assert (Ceremony.objects.count(), Category.objects.count(), Winner.objects.count()) == (1, 1, 2)

    undo(record, by=user)

    assert dump() == before


def test_what_it_changed_and_filled_has_its_old_values_derived_ones_too(user, rd):
    category = make_category(
        make_ceremony(2026, venue_th=""), award=make_award(code="dg"), title_th="ธรรมาภิบาลข้อมูล"
    )
    make_winner(category, agency=rd, score="90")
    before = dump()
    record = load(
        WinnerResource, winner_rows(rd, make_agency(code="new"), score="98.3", venue="ทำเนียบ", quota="5")
    )

    undo(record, by=user)

    after = dump()
    after["agencies.Agency"].pop()
    assert after == before


def test_agencies_with_new_names_parents_and_abbreviations_are_as_they_were(user, rd):
    make_name(rd, "RD")
    make_name(rd, "กรมสรรพากรเดิม", kind=NameKind.FORMER)
    before = dump()
    rows = [
        AGENCIES,
        ["rd", "สำนักงานสรรพากร", "กรม", "สพก. / RDX", "กระทรวงการคลัง"],
        ["mof", "กระทรวงการคลัง", "กระทรวง", "กค.", ""],
    ]

    record = load(AgencyResource, rows, by=user)
    assert sorted(AgencyName.objects.values_list("name", flat=True)) == [
        "RDX",
        "กค.",
        "กรมสรรพากรเดิม",
        "สพก.",
    ]
    undo(record, by=user)

    assert dump() == before
    assert Agency.objects.get().fold_th == "กรมสรรพากร"


def test_the_undo_is_in_the_history_and_the_log(user, rd):
    record = load(WinnerResource, winner_rows(rd))

    undo(record, by=user)

    record.refresh_from_db()
    assert (record.undone_by, record.undone_at is None) == (user, False)
    last = Winner.history.latest()
    assert (last.history_type, last.history_user, last.spreadsheet_import, last.is_undo) == (
        "-",
        user,
        record,
        True,
    )
    event = Event.objects.first()
    assert (event.what, event.by, event.key) == ("UNDID_IMPORT", user, str(record.pk))
    assert event.details == {"rows": 3, "left": 0}


def test_an_undone_import_can_be_imported_again_and_undone_again(user, rd):
    rows = winner_rows(rd)
    before = dump()
    undo(load(WinnerResource, rows), by=user)

    again = upload(WinnerResource, rows)
    assert list(preview(again, WinnerResource).earlier()) == []
    undo(load(WinnerResource, rows), by=user)

    assert dump() == before


def test_rows_that_came_without_a_history_are_restored_as_well(user, rd):
    category = make_category(make_ceremony(2026), award=make_award(code="dg"), title_th="ธรรมาภิบาลข้อมูล")
    make_winner(category, agency=rd, score="90")
    Winner.history.all().delete()
    Category.history.all().delete()
    before = dump()

    undo(load(WinnerResource, winner_rows(rd, score="98.3", quota="5")), by=user)

    assert dump() == before


# Refused


@pytest.mark.parametrize("state", ["unconfirmed", "undone"])
def test_only_a_confirmed_import_is_undone_and_only_once(user, rd, state):
    if state == "unconfirmed":
        record = upload(WinnerResource, winner_rows(rd))
    else:
        record = load(WinnerResource, winner_rows(rd))
        undo(record, by=user)
    before = dump()

    with pytest.raises(Refused, match=r"never saved|undone already"):
        undo(record, by=user)

    assert dump() == before


# Conflicts


def test_a_row_edited_since_is_left_alone_unless_the_user_decides(user, rd):
    other = make_agency()
    record = load(WinnerResource, winner_rows(rd, other, score="90"))
    edited = Winner.objects.get(agency=rd)
    edited.score = 91
    edited.save()
    assert conflicts(record) == [
        (("Winner", "กรมสรรพากร"), "edited"),
        (("Category", str(Category.objects.get())), "needed"),
        (("Ceremony", str(Ceremony.objects.get())), "needed"),
    ]

    undo(record, by=user)

    assert [winner.score for winner in Winner.objects.all()] == [91]


def test_a_ticked_row_is_restored_all_the_same_with_all_that_waited_for_it(user, rd):
    rows = winner_rows(rd)
    before = dump()
    record = load(WinnerResource, rows)
    edited = Winner.objects.get()
    edited.score = 91
    edited.save()
    (conflict,) = [each for each in Plan(record).conflicts.values() if each.may_be_chosen]

    undo(record, by=user, also=[conflict.trace.key])

    assert dump() == before


def test_a_tick_does_not_hold_for_a_row_that_was_edited_once_more(user, rd):
    record = load(WinnerResource, winner_rows(rd, make_agency()))
    edited = Winner.objects.get(agency=rd)
    edited.save()
    also = [each.trace.key for each in Plan(record).conflicts.values()]
    edited.score = 92
    edited.save()

    undo(record, by=user, also=also)

    assert Winner.objects.get().score == 92


def test_a_row_changed_without_a_trace_counts_as_edited(user, rd):
    record = load(WinnerResource, winner_rows(rd, make_agency()))
    Winner.objects.filter(agency=rd).update(score=91)

    undo(record, by=user)

    assert Winner.objects.get().score == 91


def test_a_category_that_has_got_another_winner_stays_with_its_ceremony(user, rd):
    record = load(WinnerResource, winner_rows(rd))
    since = make_winner(Category.objects.get())
    assert [why for _row, why in conflicts(record)] == ["needed", "needed"]

    undo(record, by=user)

    assert list(Winner.objects.all()) == [since]
    assert (Category.objects.count(), Ceremony.objects.count()) == (1, 1)


@in_each_frozen_state
def test_a_frozen_ceremony_is_never_touched(user, rd, state, reason):
    record = load(WinnerResource, winner_rows(rd))
    Ceremony.objects.update(**facts(state))
    before = dump()
    found = Plan(record).conflicts.values()
    assert {each.why for each in found} == {"frozen"}
    assert reason in next(iter(found)).words

    with pytest.raises(Refused, match="Nothing can be undone"):
        undo(record, by=user, also=[each.trace.key for each in found])

    assert dump() == before


def test_a_row_moved_out_of_a_ceremony_that_is_approved_by_now_is_not_moved_back(user, rd):
    old = make_category(make_ceremony(2025), award=make_award(code="dg"), title_th="เดิม")
    winner = make_winner(old, agency=rd)
    headings = [*WINNERS, "รหัสอ้างอิง"]
    row = [2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม", rd.name_th, "", "", "", winner.ref]
    record = load(WinnerResource, [headings, row])
    Ceremony.objects.filter(year=2025).update(state=State.APPROVED, release_at=timezone.now())

    assert [why for _row, why in conflicts(record)] == ["frozen", "needed", "needed"]


def test_a_later_import_of_the_same_rows_is_undone_first(user, rd):
    rows = winner_rows(rd, score="90")
    before = dump()
    first = load(WinnerResource, rows)
    second = load(WinnerResource, winner_rows(rd, score="95"))
    assert "edited" in [why for _row, why in conflicts(first)]

    undo(second, by=user)
    assert conflicts(first) == []
    undo(first, by=user)

    assert dump() == before


def test_what_was_put_back_by_hand_is_no_conflict(user, rd):
    category = make_category(make_ceremony(2026), award=make_award(code="dg"), title_th="ธรรมาภิบาลข้อมูล")
    winner = make_winner(category, agency=rd, score=90)
    record = load(WinnerResource, winner_rows(rd, score="95"))
    winner.save()

    assert (conflicts(record), Plan(record).doing) == ([], {})


def test_a_row_deleted_since_is_brought_back_only_when_the_user_decides(user, rd):
    category = make_category(make_ceremony(2026), award=make_award(code="dg"), title_th="ธรรมาภิบาลข้อมูล")
    winner = make_winner(category, agency=rd, score=90)
    before = dump()
    record = load(WinnerResource, winner_rows(rd, score="95"))
    winner.delete()
    (conflict,) = Plan(record).conflicts.values()
    assert (conflict.why, conflict.may_be_chosen) == ("edited", True)

    undo(record, by=user, also=[conflict.trace.key])

    assert dump() == before


def test_a_row_whose_old_place_another_has_taken_stays_as_it_is(user, rd):
    record = load(AgencyResource, [AGENCIES, ["rd", "สำนักงานสรรพากร", "กรม", "", ""]])
    make_agency("กรมสรรพากร", code="other")

    assert conflicts(record) == [(("Agency", "สำนักงานสรรพากร"), "taken")]
    with pytest.raises(Refused, match="Nothing can be undone"):
        undo(record, by=user)


def test_a_row_that_belonged_to_what_is_gone_stays_as_it_is(user, rd):
    parent = make_agency("กระทรวงเดิม", kind="MINISTRY", code="old")
    rd.parent = parent
    rd.save()
    make_agency("กระทรวงการคลัง", kind="MINISTRY", code="mof")
    record = load(AgencyResource, [AGENCIES, ["rd", rd.name_th, "กรม", "", "กระทรวงการคลัง"]])
    parent.delete()

    assert conflicts(record) == [(("Agency", "กรมสรรพากร"), "lost")]


def test_an_agency_that_has_won_since_stays_with_its_names(user):
    record = load(AgencyResource, [AGENCIES, ["rd", "กรมสรรพากร", "กรม", "RD", ""]])
    make_winner(agency=Agency.objects.get())

    assert conflicts(record) == [(("Agency", "กรมสรรพากร"), "needed")]
    undo_refused_or_done = undo(record, by=user)

    assert len(undo_refused_or_done.conflicts) == 1
    assert (Agency.objects.filter(code="rd").count(), AgencyName.objects.count()) == (1, 0)

"""What staff write in the headings and cells of a sheet of winners, each column by itself."""

from contextlib import suppress

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from agencies.models import Kind
from awards.models import Form, Level, Mission, Recipient, Winner
from awards.sheets.winner_sheet import Position, WinnerSheet, office
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets import importing
from awardsportal.spreadsheets.headings import match_headings
from tests.factories import make_agency, make_award, make_name
from tests.spreadsheets.files import make_csv

COLUMNS = WinnerSheet.fields


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


HEADINGS = {
    "year": "ปี | ปี พ.ศ. | ประจำปี | ปีงบประมาณ | year | ปี พ.ศ. ที่ได้รับ | ปี (พ.ศ.)* | year_ce",
    "title_th": "ประเภทรางวัล | ชื่อรางวัล | award | category | category_th | รางวัลที่ได้รับ",
    "level": "ระดับ | level | ระดับ :",
    "agency": "หน่วยงาน | 1. หน่วยงาน | ชื่อ\nหน่วยงาน | ส่วนราชการ | agency | agency_th",
    "ministry": "สังกัด | กระทรวง | ต้นสังกัด | ministry | ministry_th",
    "agency_name_en": "agency_en | ชื่อหน่วยงาน (ภาษาอังกฤษ)",
    "person": "ผู้รับรางวัล | ชื่อ-นามสกุล | ชื่อ - สกุล | ชื่อ–สกุล | person | ชื่อ นามสกุล (ถ้ามี)",
    "position_th": "ตำแหน่ง | position | ตำเเหน่ง",
    "acting": "รักษาการแทน | รักษาการ | acting",
    "rank": "อันดับ | อันดับที่ | ลำดับที่ | rank",
    "score": "คะแนน | คะแนนรวม | ร้อยละ | score | คะแนน (ร้อยละ) | คะแนน (%) | คะแนน (เต็ม 100)",
    "source": "แหล่งที่มา | source",
    "held_on": "วันที่่ | วันที่จัดพิธี | วันที่มอบรางวัล",
}


@pytest.mark.parametrize(
    ("name", "heading"), [(name, each) for name, known in HEADINGS.items() for each in known.split(" | ")]
)
def test_a_heading_that_staff_write_is_recognised(name, heading):
    assert match_headings(["หมายเหตุ", heading], COLUMNS).places == {name: 1}


def test_the_notes_of_a_sheet_are_left_out_and_what_is_not_known_is_asked_about():
    found = match_headings(["ลำดับ", "หมายเหตุ", "งบประมาณ"], COLUMNS)

    assert found.unread == ["ลำดับ", "หมายเหตุ"]
    assert [heading.text for heading in found.undecided] == ["งบประมาณ"]


def test_a_heading_leads_to_one_column_except_that_a_title_may_be_called_award():
    claims = {}
    for name, column in COLUMNS.items():
        for key in set(column.keys):
            claims.setdefault(key, []).append(name)

    shared = {key: names for key, names in claims.items() if len(names) > 1}
    assert shared == {
        "รางวัล": ["title_th", "award"],
        "ชื่อรางวัล": ["title_th", "award"],
        "award": ["title_th", "award"],
        "agencyname": ["agency", "agency_name_th"],
    }


def test_an_export_s_own_headings_are_all_recognised():
    headings = [column.column_name for column in COLUMNS.values()]

    assert list(match_headings(headings, COLUMNS).places) == list(COLUMNS)


CHOICES = {
    ("level", Level.DEPARTMENT): "กรม | ระดับกรม | กรมหรือเทียบเท่า | รางวัลระดับกรม | หน่วยงานระดับกรม | กรม/เทียบเท่า"
    " | ระดับ  กรมหรือเทียบเท่่า | Department level",
    ("level", Level.PROVINCE): "จังหวัด | ระดับจังหวัด | province",
    ("level", Level.LOCAL): "อปท. | อปท | ระดับท้องถิ่น | องค์กรปกครองส่วนท้องถิ่น",
    ("level", Level.PERSON): "บุคคล | ประเภทบุคคล | personal level",
    ("mission", Mission.SERVICE): "ให้บริการเป็นหลัก | หน่วยงานให้บริการ",
    ("mission", Mission.POLICY): "จัดทำนโยบาย กำกับดูแล | จัดทำนโยบาย/กำกับดูแล",
    ("form", Form.PLAQUE): "โล่ | โล่รางวัล | รางวัลโล่ | ประเภทโล่รางวัล",
    ("form", Form.CERTIFICATE): "ประกาศนียบัตร | ใบประกาศนียบัตร | เกียรติบัตร",
    ("form", Form.TROPHY): "ถ้วย | ถ้วยรางวัล",
    ("form", Form.COMMENDATION): "ประกาศเกียรติคุณ",
}


@pytest.mark.parametrize(
    ("name", "value", "typed"),
    [(name, value, each) for (name, value), names in CHOICES.items() for each in names.split(" | ")],
)
def test_a_choice_is_read_by_any_of_its_names(name, value, typed):
    assert COLUMNS[name].widget.clean(typed) == value


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("rank", "อันดับที่ ๑", 1),
        ("rank", "ที่ 2", 2),
        ("rank", "3rd", 3),
        ("rank", "#4", 4),
        ("quota", "๕ รางวัล", 5),
        ("quota", "10 แห่ง", 10),
        ("acting", "รักษาการแทน", True),
        ("acting", "รก.", True),
        ("acting", "✓", True),
        ("acting", "ไม่", None),
    ],
)
def test_words_beside_a_number_and_words_for_yes_are_read(column, typed, value):
    if value is None:
        with pytest.raises(ValueError, match="neither yes nor no"):
            COLUMNS[column].widget.clean(typed)
    else:
        assert COLUMNS[column].widget.clean(typed) == value


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, {}),
        ({"position_th": "อธิบดี"}, {"acting": False, "position_th": "อธิบดี"}),
        ({"position_th": "รก.อธิบดี"}, {"acting": True, "position_th": "อธิบดี"}),
        ({"position_th": "อธิบดี", "acting": True}, {"acting": True, "position_th": "อธิบดี"}),
        ({"position_th": "รักษาการแทนอธิบดี", "acting": None}, {"acting": True, "position_th": "อธิบดี"}),
        ({"acting": True}, {"acting": True}),
        ({"acting": None}, {"acting": False}),
    ],
)
def test_an_office_is_told_by_the_position_and_by_its_own_column(values, told):
    assert office(values) == told


def test_a_position_that_is_acting_and_a_cell_that_denies_it_are_refused():
    with pytest.raises(ValueError, match="says “รักษาการแทน”, and this cell not"):
        office({"position_th": "รักษาการแทนอธิบดี", "acting": False})


@pytest.mark.parametrize(
    ("typed", "echo", "odd"),
    [
        ("อธิบดี", "", ""),
        ("รักษาราชการแทนอธิบดี", "รักษาการแทน | อธิบดี", ""),
        ("รักษาการ", "รักษาการแทน | ", "Type the position itself as well."),
        (
            "รองอธิบดี รักษาการแทนอธิบดี",
            "",
            "“รักษาการแทน” inside a position stays part of it. If it is so, say it in its own column.",
        ),
    ],
)
def test_a_position_is_echoed_where_its_mark_is_taken_off(typed, echo, odd):
    value = Position().clean(typed)

    assert (Position().echo(value), Position().odd(value)) == (echo, odd)


ANYTHING = st.one_of(
    st.text(),
    st.text(st.sampled_from("0๑12563พ.ศ()%-/, ระดับกรมนายใช่\n\u200b\u00a0✓x"), max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@given(ANYTHING, st.sampled_from(list(COLUMNS)))
def test_whatever_a_cell_holds_is_read_alike_each_time_or_refused_with_the_cure(cell, name):
    reader = COLUMNS[name].widget
    with suppress(ValueError):
        value = reader.clean(cell)
        assert (hash(value), value) == (hash(reader.clean(cell)), reader.clean(cell))
        assert isinstance(reader.echo(value), str)
        str(reader.odd(value))
        assert reader.clean(reader.render(value)) == value or name == "person"


@pytest.fixture
def upload():
    """A function that gives what would come of one row, or of several."""
    make_award(code="dg")
    make_award(code="leader", recipient=Recipient.PERSON)
    finance = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    make_name(finance, "กค.")
    make_agency("กรมสรรพากร", code="rd", parent=finance)
    make_agency("กรมบัญชีกลาง", code="cgd")

    def preview(**cells):
        row = {"ปี": "2569", "ประเภทรางวัล": "ผู้นำ", "รางวัล": "leader", "ระดับ": "บุคคล", "หน่วยงาน": "กรมสรรพากร"}
        row |= {"ชื่อ-สกุล": "นายสมชาย ใจดี"} | cells
        file = ContentFile(make_csv([list(row), list(row.values())]), "ผล.csv")
        record = importing.receive(file, resource_class=WinnerResource, by=None)
        return record, importing.preview(record, WinnerResource).outcome

    return preview


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cells",
    [
        {"ตำแหน่ง": "รก.อธิบดี"},
        {"ตำแหน่ง": "อธิบดี", "รักษาการแทน": "✓"},
        {"ตำแหน่ง": "รักษาการแทนอธิบดี", "รักษาการแทน": "ใช่"},
    ],
)
def test_acting_is_taken_from_the_position_or_from_its_own_column(upload, cells):
    record, outcome = upload(**cells)
    importing.confirm(record, WinnerResource, by=None, promise=outcome.promise)

    assert Winner.objects.values_list("position_th", "acting").get() == ("อธิบดี", True)


@pytest.mark.django_db
def test_a_contradiction_about_acting_is_pinned_to_its_cell(upload):
    _record, outcome = upload(ตำแหน่ง="รักษาการแทนอธิบดี", รักษาการแทน="ไม่ใช่")

    assert [(problem.column, problem.value, problem.message) for problem in outcome.problems] == [
        ("รักษาการแทน", "ไม่ใช่", "The position says “รักษาการแทน”, and this cell not. Correct one of the two.")
    ]


@pytest.mark.django_db
def test_several_agencies_in_one_cell_are_refused_and_none_of_them_is_proposed(upload):
    _record, outcome = upload(หน่วยงาน="กรมสรรพากร\nกรมบัญชีกลาง")

    assert outcome.questions == []
    assert [(problem.column, problem.message) for problem in outcome.problems] == [
        (
            "หน่วยงาน",
            "Several names stand in this cell. Give each a row of its own; one long name goes on one line.",
        )
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("ministry", ["กระทรวงการคลัง", "การคลัง", "กค.", "กรมสรรพากร", "-", ""])
def test_a_ministry_that_is_above_the_agency_is_passed_over(upload, ministry):
    _record, outcome = upload(สังกัด=ministry)

    assert (outcome.problems, outcome.warnings, outcome.counts["new"]) == ([], [], 1)


@pytest.mark.django_db
@pytest.mark.parametrize("ministry", ["กระทรวงพาณิชย์", "กรมบัญชีกลาง"])
def test_another_ministry_than_the_portal_has_is_said_and_changes_nothing(upload, ministry):
    _record, outcome = upload(สังกัด=ministry)

    assert [(warning.column, warning.value, warning.message) for warning in outcome.warnings] == [
        ("สังกัด", ministry, "In the portal กรมสรรพากร belongs to กระทรวงการคลัง. That stays as it is.")
    ]


@pytest.mark.django_db
def test_one_agency_that_a_cell_breaks_into_lines_is_recognised(upload):
    _record, outcome = upload(หน่วยงาน="กรม\nสรรพากร")

    assert (outcome.problems, outcome.counts["new"]) == ([], 1)


@pytest.mark.django_db
def test_every_reading_is_echoed_and_what_was_refused_or_needs_no_echo_is_not(upload):
    _record, outcome = upload(ปี="2653", คะแนน="ร้อยละ ๘๑.๕๘", อันดับ="1", ระดับ="ระดับบุคคล", รักษาการแทน="✗")

    assert outcome.echoes == {
        ("คะแนน", "ร้อยละ ๘๑.๕๘"): "81.58",
        ("ระดับ", "ระดับบุคคล"): "บุคคล",
        ("รักษาการแทน", "✗"): "ไม่ใช่",
        ("ชื่อ-สกุล", "นายสมชาย ใจดี"): "นาย | สมชาย | ใจดี",
    }

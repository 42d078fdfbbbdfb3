import time

import pytest
from django.utils import translation

from awardsportal.spreadsheets.columns import Column
from awardsportal.spreadsheets.headings import heading_key, headings_key, match_headings, nameless
from awardsportal.spreadsheets.reading import Row, Table
from awardsportal.thai.text import fold

COLUMNS = {
    "category": Column("ประเภทรางวัล", "รางวัล", "category", attribute="title", required=True),
    "award": Column("รางวัล", "award", attribute="award"),
    "agency": Column("หน่วยงาน", "ชื่อหน่วยงาน", "agency", attribute="agency"),
    "rank": Column("อันดับ", "ลำดับที่", attribute="rank"),
    "held_on": Column("วันที่จัดพิธี", "held_on", attribute="held_on"),
}
TWICE = "This heading is there twice. Delete or rename one of them."
MISSING = "This column is missing. Add it with this heading."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def match(*headings, mapping=None, filled=()):
    return match_headings(list(headings), COLUMNS, mapping, filled=filled)


def asked(found):
    return [heading.text for heading in found.undecided]


@pytest.mark.parametrize(
    "heading",
    [
        "วันที่จัดพิธี",
        "วันที่่จัดพิธีี",
        " วันที่ จัด\u00a0พิธี ",
        "วันที่\nจัดพิธี",
        "วันที่\u200bจัดพิธี*",
        "วันที่จัดพิธี :",
        "1. วันที่จัดพิธี",
        "(๑๒) วันที่จัดพิธี",
        "2.1) วันที่จัดพิธี",
        "3 วันที่จัดพิธี",
        "วันที่จัดพิธี (ถ้ามี)",
        "วันที่จัดพิธี ถ้ามี",
        "วันที่จัดพิธี (จําเป็นต้องกรอก)*",
        "วันที่จัดพิธี [ไม่บังคับ]",
        "วันที่จัดพิธี (เช่น 3 ธ.ค. 2563)",
        "“วันที่จัดพิธี”",
        "HELD_ON",
        "Held on",
        "held-on (optional)",
        "ｈｅｌｄ＿ｏｎ",
    ],
)
def test_a_heading_is_recognised_in_every_way_of_typing_it(heading):
    assert match("ประเภทรางวัล", heading).places == {"category": 0, "held_on": 1}


@pytest.mark.parametrize(
    "heading",
    [
        "ชื่อหน่วยงาน (อังกฤษ)",
        "ชื่อหน่วยงานภาษาอังกฤษ",
        "ชื่อหน่วยงาน [English]",
        "ชื่อหน่วยงาน_EN",
        "ชื่อหน่วยงาน (ภาษา อังกฤษ)*",
    ],
)
def test_a_heading_in_english_is_told_from_the_thai_one(heading):
    assert heading_key(heading) == "ชื่อหน่วยงานอังกฤษ" != heading_key("ชื่อหน่วยงาน")


@pytest.mark.parametrize("heading", ["ชื่อหน่วยงาน (ไทย)", "ชื่อหน่วยงานภาษาไทย", "ชื่อหน่วยงาน TH", "ชื่อหน่วยงาน_th"])
def test_a_heading_is_in_thai_whether_it_says_so_or_not(heading):
    assert heading_key(heading) == "ชื่อหน่วยงาน"


@pytest.mark.parametrize("heading", ["month", "Eleven", "ภาษาอังกฤษ", "ไทย", "ข้อมูลไทย"])
def test_a_word_that_only_ends_like_a_language_is_left_alone(heading):
    assert heading_key(heading) == fold(heading)


def test_a_page_of_text_in_the_place_of_a_heading_costs_nothing():
    started = time.perf_counter()

    for text in ("(เช่น ", "1. ", "ถ้ามี", "(ไทย "):
        heading_key(text * 6000)

    assert time.perf_counter() - started < 0.5


def test_columns_are_found_in_their_own_order_wherever_they_stand():
    assert list(match(" อันดับ ", "หน่วยงาน", "ประเภทรางวัล ").places.items()) == [
        ("category", 2),
        ("agency", 1),
        ("rank", 0),
    ]


def test_an_unknown_heading_waits_for_a_decision_and_is_never_dropped_in_silence():
    found = match("ประเภทรางวัล", "งบประมาณ", "")

    assert (found.places, found.unread, found.problems) == ({"category": 0}, [], [])
    assert found.questions == [
        (
            "งบประมาณ",
            "This heading is not known. Rename it, delete the column, or say on the preview what it is.",
        )
    ]


def test_notes_and_the_running_number_are_left_out_and_said():
    found = match("ลำดับ", "ประเภทรางวัล", "หมายเหตุ", "Note")

    assert (found.places, found.unread, asked(found)) == ({"category": 1}, ["ลำดับ", "หมายเหตุ", "Note"], [])


def test_a_running_number_that_may_be_a_rank_is_one_unless_it_stands_first():
    assert match("ลำดับที่", "ประเภทรางวัล").unread == ["ลำดับที่"]
    assert match("ประเภทรางวัล", "ลำดับที่").places == {"category": 0, "rank": 1}


def test_two_columns_of_notes_are_no_mistake():
    found = match("ประเภทรางวัล", "หมายเหตุ", "หมายเหตุ")

    assert (found.problems, asked(found)) == ([], [])


def test_a_close_heading_is_proposed_and_not_taken():
    found = match("ประเภทรางวัล", "หน่วยงน", "งบประมาณ")

    assert found.places == {"category": 0}
    assert [(heading.text, heading.proposed) for heading in found.undecided] == [
        ("หน่วยงน", "agency"),
        ("งบประมาณ", ""),
    ]


def test_a_column_is_proposed_once_and_only_while_it_stands_nowhere():
    found = match("ประเภทรางวัล", "หน่วยงน", "หน่วยงาา")
    taken = match("ประเภทรางวัล", "หน่วยงาน", "หน่วยงน")

    assert [heading.proposed for heading in found.undecided] == ["agency", ""]
    assert [heading.proposed for heading in taken.undecided] == [""]


def test_a_column_without_a_heading_that_holds_something_is_asked_about():
    assert asked(match("ประเภทรางวัล", "", "", filled={2})) == ["Column C, which has no heading"]


def test_the_places_without_a_heading_that_hold_something_are_found():
    rows = [Row(2, ["ก", "", "", " "]), Row(3, ["ข", "", 7.0, None])]

    assert nameless(Table("", [], ["ประเภทรางวัล", "", "-", "*"], rows)) == {2}


def test_duplicate_headings_are_an_error_said_once():
    found = match("ประเภทรางวัล", "อันดับ", "อันดับ ", "อันดับ*")

    assert (found.places, found.problems) == ({"category": 0}, [("อันดับ", TWICE)])
    assert [heading.proposed for heading in found.undecided] == ["rank", "", ""]


def test_a_required_heading_that_is_there_twice_is_not_missing_too():
    assert match("ประเภทรางวัล", "ประเภทรางวัล").problems == [("ประเภทรางวัล", TWICE)]


def test_two_headings_for_one_column_are_an_error_that_names_both():
    found = match("ประเภทรางวัล", "category")

    assert found.problems == [
        ("category", "Another column already stands for “ประเภทรางวัล”. Delete one of them.")
    ]


def test_a_missing_required_heading_is_an_error_that_names_it():
    assert match("อันดับ").problems == [("ประเภทรางวัล", MISSING)]


def test_a_heading_that_two_columns_know_goes_to_the_one_that_needs_it():
    assert match("รางวัล").places == {"category": 0}
    assert match("รางวัล", "ประเภทรางวัล").places == {"category": 1, "award": 0}


def test_a_mapping_says_what_an_unknown_heading_is_or_leaves_it_out():
    found = match("ประเภทรางวัล", "ชื่อเต็ม", "งบ", mapping={"ชื่อเต็ม": "agency", "งบ": ""})

    assert (found.places, found.unread, asked(found)) == ({"category": 0, "agency": 1}, ["งบ"], [])


def test_a_mapping_may_correct_what_was_recognised():
    mapping = {"หน่วยงาน": "", "ชื่อเต็ม": "agency", "หมายเหตุ": "rank"}

    found = match("ประเภทรางวัล", "หน่วยงาน", "ชื่อเต็ม", "หมายเหตุ", mapping=mapping)

    assert (found.places, found.unread) == ({"category": 0, "agency": 2, "rank": 3}, ["หน่วยงาน"])


def test_leaving_out_one_of_two_headings_solves_the_duplicate():
    for left_out, place in (("อันดับ B", 2), ("อันดับ C", 1)):
        found = match("ประเภทรางวัล", "อันดับ", "อันดับ", mapping={left_out: ""})

        assert (found.problems, found.places) == ([], {"category": 0, "rank": place})


def test_a_mapping_to_a_missing_column_solves_that():
    assert match("ผล", mapping={"ผล": "category"}).problems == []


def test_a_mapping_that_gives_one_column_two_headings_is_an_error():
    found = match("ประเภทรางวัล", "ก", "ข", mapping={"ก": "rank", "ข": "rank"})

    assert (found.places, asked(found)) == ({"category": 0, "rank": 1}, ["ข"])
    assert found.problems == [("ข", "Another column already stands for “อันดับ”. Delete one of them.")]


def test_a_mapping_to_a_column_that_no_longer_exists_is_asked_about_again():
    assert asked(match("ประเภทรางวัล", "ก", mapping={"ก": "gone"})) == ["ก"]


def test_sheets_look_the_same_when_their_headings_do_in_the_same_order():
    key = headings_key(["ประเภทรางวัล", "อันดับ"])

    assert key == headings_key(["1. ประเภท รางวัล", "อันดับ *", ""])
    assert key not in (headings_key(["อันดับ", "ประเภทรางวัล"]), headings_key(["ประเภทรางวัล", "", "อันดับ"]))

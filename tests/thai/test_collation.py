import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from awardsportal.thai.collation import THAI, compare, sort_key
from tests.thai.names import AGENCIES, PROVINCES, TRICKY

NAMES = st.text(st.sampled_from("กขนมเแไาำิุั็่้์ๅํ๏ฯๆ ๑1-.(aAé\u200b"), max_size=8)


def test_provinces_sort_as_in_postgresql():
    assert sorted(sorted(PROVINCES), key=sort_key) == PROVINCES


def test_agencies_sort_as_in_postgresql():
    assert sorted(sorted(AGENCIES), key=sort_key) == AGENCIES


def test_tricky_names_sort_as_in_postgresql():
    assert sorted(sorted(TRICKY), key=sort_key) == TRICKY


def test_code_points_would_misplace_65_of_77_provinces():
    assert sum(a != b for a, b in zip(sorted(PROVINCES), PROVINCES, strict=True)) == 65


def test_sqlite_sorts_through_the_callback_as_postgresql_does():
    database = sqlite3.connect(":memory:")
    database.create_collation(THAI, compare)
    database.execute("CREATE TABLE names (name TEXT)")
    database.executemany("INSERT INTO names VALUES (?)", [[name] for name in sorted(TRICKY)])

    rows = database.execute('SELECT name FROM names ORDER BY name COLLATE "th-x-icu"')

    assert [name for (name,) in rows] == TRICKY
    database.close()


def test_a_leading_vowel_sorts_after_its_consonant():
    assert sorted(["แก", "ขา", "เก", "กา", "ไก", "ฮา"], key=sort_key) == ["กา", "เก", "แก", "ไก", "ขา", "ฮา"]


def test_tone_marks_and_silencers_count_only_between_the_same_letters():
    names = ["เกม", "เกมส", "เกมส์", "แกง", "แก่ง", "แก้ง", "แกงป่า"]
    assert sorted(sorted(names), key=sort_key) == names


def test_an_earlier_tone_mark_weighs_more_than_a_later_one():
    assert sorted(["ข่าวขาว", "ขาวข่าว"], key=sort_key) == ["ขาวข่าว", "ข่าวขาว"]


def test_thai_digits_sort_as_arabic_ones():
    assert sorted(["ชั้น 2", "ชั้น ๑", "ชั้น ๓"], key=sort_key) == ["ชั้น ๑", "ชั้น 2", "ชั้น ๓"]


def test_sara_am_typed_in_two_sorts_just_before_itself():
    assert sorted(["กิ", "กำ", "กาง", "กํา", "กา"], key=sort_key) == ["กา", "กาง", "กํา", "กำ", "กิ"]


def test_punctuation_and_spaces_count_for_nothing_and_signs_do():
    assert sorted(["ค", "“ข”", "ก ๆ ค", "ก.ข.", "(ก)", "฿ ฮ", "+ฮ"], key=sort_key) == [
        *("+ฮ", "฿ ฮ", "(ก)", "ก.ข.", "ก ๆ ค", "“ข”", "ค"),
    ]


def test_letters_of_other_scripts_come_last():
    assert sorted(["数", "ก", "é", "z"], key=sort_key) == ["ก", "é", "z", "数"]


@given(NAMES, NAMES)
def test_only_the_same_string_compares_as_equal(a, b):
    assert (compare(a, b) == 0) == (a == b)
    assert compare(a, b) == -compare(b, a)


@given(st.text())
def test_any_text_has_a_key(text):
    assert sort_key(text)[-1] == text

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awardsportal.thai.text import (
    clean,
    clean_lines,
    fold,
    graphemes,
    has_thai,
    initial,
    latin_initial,
    skeleton,
    thai_digits_to_arabic,
)
from tests.thai.names import AGENCIES, PROVINCES

MESSY = st.text(
    st.sampled_from("กนวสฤเแโไะาำๅิีืุูั็ํ์ฺ่้๊๎ฯๆ๑1 .(aÉe\u0301\u0323\u00a0\u200b\u00ad\ufeff\n\r\t\x00\uf70a\uf710\uf718")
)
NBTC = "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ"
NBTC_VARIANTS = [
    "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์และกิจการโทรคมนาคมแห่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียงกิจการโทรทัศน์และกิจการโทรคมนาคมแห่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียงกิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
    "สำนักงานคณะกรรมการ กิจการกระจายเสียง  กิจการโทรทัศน์ และ กิจการโทรคมนาคม แห่งชาติ",
    "สำนักงาน\u00a0คณะกรรมการกิจการกระจายเสียง\u00a0กิจการโทรทัศน์\u00a0และกิจการโทรคมนาคมแห่งชาติ",
    "\u200bสำนักงานคณะกรรมการ\u200bกิจการกระจายเสียง\u200b กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
    "สํานักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ เเละกิจการโทรคมนาคมเเห่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์์ และกิจการโทรคมนาคมแห่่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสีย\u00adง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียง\nกิจการโทรทัศน์\nและกิจการโทรคมนาคมแห่งชาติ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน\uf70e และกิจการโทรคมนาคมแห\uf70aงชาติ",
    "(สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ)",
    "\ufeffสำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียง ฯ กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("กรม\u00a0สรรพากร", "กรม สรรพากร"),
        ("กรม \u2003\t\u3000 สรรพากร", "กรม สรรพากร"),
        ("\u200bกรม\u200bสรรพากร\u2060", "กรมสรรพากร"),
        ("กรม\u00adสรรพ\ufeffากร", "กรมสรรพากร"),
        ("  กรมสรรพากร\r\n", "กรมสรรพากร"),
        ("กรม\nสรรพากร", "กรม สรรพากร"),
        ("กรม\x00สรร\x07พากร\x1f", "กรมสรรพากร"),
        ("เเม่ฮ่องสอน", "แม่ฮ่องสอน"),
        ("ท่ี", "ที่"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("ก่ี้", "กี่้"),
        ("แห่่ง", "แห่ง"),
        ("ที่ี", "ที่"),
        ("แแม่", "แม่"),
        ("นะะ", "นะ"),
        ("ท\uf702\uf70a", "ที่"),
        ("\uf70fา\uf710ต\uf71a", "ญาัตฺ"),
        ("✔\ufe0f", "✔"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_clean_stores_one_spelling(typed, stored):
    assert clean(typed) == stored


@pytest.mark.parametrize("typed", ["น้ำ", "นํ้า", "น้ํา", "นำ้", "นํา้", "น้้ำ", "นํำ้", "นํ้้า", "น\u200bํ้\u200bา"])
def test_sara_am_is_one_letter_in_whatever_order_it_was_typed(typed):
    assert clean(typed) == "\u0e19\u0e49\u0e33"


def test_normal_forms_of_unicode_would_not_do():
    typed = ["น้ำ", "นํ้า", "น้ํา"]

    assert len({unicodedata.normalize("NFC", word) for word in typed}) == 3
    assert "\u0e33" not in unicodedata.normalize("NFKC", "น้ำ")
    assert len({clean(word) for word in typed}) == 1


def test_every_old_private_glyph_becomes_its_letter_or_mark():
    glyphs = "".join(map(chr, range(0xF700, 0xF71B)))
    assert re.sub("[\u0e00-\u0e7f]", "", "".join(clean(f"ก{glyph}ก") for glyph in glyphs)) == ""


@pytest.mark.parametrize("name", [*PROVINCES, *AGENCIES, "Mr. O’Neil – “DGA” ฿100, 3 ธ.ค. ๒๕๖๓ ต่าง ๆ ฯลฯ"])
def test_clean_leaves_right_spelling_alone(name):
    assert clean(name) == name


def test_clean_lines_keeps_the_breaks_between_lines():
    typed = " หนึ่ง\u00a0 สอง \r\n\r\nสาม\rเเสี่\n"
    assert clean_lines(typed) == "หนึ่ง สอง\n\nสาม\nแสี่"


@pytest.mark.parametrize("typed", NBTC_VARIANTS)
def test_the_nbtc_is_one_office_however_it_is_typed(typed):
    assert fold(typed) == fold(NBTC)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("สำนักงานพัฒนารัฐบาลดิจิตอล (องค์กรมหาชน)", "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"),
        ("สพร", "ส.พ.ร."),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("DGA ๒๕๖๓", "dga2563"),
        ("กระทรวงดิจิทัลเพื่อเศรษฐกิจ และสังคม", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
        ("อบต.[บ้านใหม่]", "อบต. บ้านใหม่"),
    ],
)
def test_fold_equates_the_same_words(typed, other):
    assert fold(typed) == fold(other)


def test_fold_is_what_a_search_compares():
    assert fold("สำนักงาน ก.พ. (Civil Service ๑)") == "สำนักงานกพcivilservice1"


def test_no_two_names_collide_when_folded_or_bare():
    names = {*PROVINCES, *AGENCIES}
    assert len({fold(name) for name in names}) == len({skeleton(name) for name in names}) == len(names)


@pytest.mark.parametrize("damaged", ["สานักงานการวิจัยแหงชาติ", "สํานกงานการวิจยแห่งชาต", "ส านักงานการวิจัยแห่งชาติ"])
def test_the_skeleton_finds_text_that_a_pdf_file_damaged(damaged):
    assert skeleton(damaged) == skeleton("สำนักงานการวิจัยแห่งชาติ")


@given(MESSY)
def test_cleaning_and_folding_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert fold(fold(text)) == fold(text) == fold(clean(text))
    assert skeleton(skeleton(text)) == skeleton(text) == skeleton(fold(text))


@given(st.text())
def test_text_of_any_script_is_cleaned_once_and_for_all(text):
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


def test_thai_digits_become_arabic():
    assert thai_digits_to_arabic("๐๑๒๓๔๕๖๗๘๙ 12 ก") == "0123456789 12 ก"


def test_has_thai_sees_one_thai_letter():
    assert [has_thai(text) for text in ("DGA กรม", "DGA", "", "ฯ", "ລາວ")] == [
        True,
        False,
        False,
        True,
        False,
    ]


def test_graphemes_are_letters_as_a_reader_counts_them():
    assert graphemes("รื่นวดี น้ำ e\u0301") == ["รื่", "น", "ว", "ดี", " ", "น้ำ", " ", "e\u0301"]


@given(MESSY)
def test_graphemes_lose_nothing(text):
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("กรมสรรพากร", "ก"),
        ("เชียงใหม่", "ช"),
        ("เเม่ฮ่องสอน", "ม"),
        ("ไทย", "ท"),
        ("ฤๅษี", "ฤ"),
        ("“โรงพยาบาล”", "ร"),
        ("(องค์การ)", "อ"),
        ("ฯพณฯ", "พ"),
        ("dga", "D"),
        ("Émile", "E"),
        ("3M", "#"),
        ("๓ จังหวัด", "#"),
        ("", "#"),
        ("数", "#"),
    ],
)
def test_a_name_is_filed_under_its_first_consonant_or_capital(name, letter):
    assert initial(name) == letter


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Revenue Department", "R"),
        ("“eGov”", "E"),
        ("Écoles", "E"),
        ("4th Division", "#"),
        ("数", "#"),
        ("กรมสรรพากร", "ก–ฮ"),
        ("", "ก–ฮ"),
    ],
)
def test_an_english_name_is_filed_under_its_capital_and_one_in_thai_behind(name, letter):
    assert latin_initial(name) == letter

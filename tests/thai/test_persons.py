import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awardsportal.thai.persons import Person, acting, show_person, split_person, why_no_person
from awardsportal.thai.text import clean


@pytest.mark.parametrize(
    ("name", "title", "given_name", "family"),
    [
        ("นางสาวรื่นวดี สุวรรณมงคล", "นางสาว", "รื่นวดี", "สุวรรณมงคล"),
        ("นายประเสริฐ จันทรรวงทอง", "นาย", "ประเสริฐ", "จันทรรวงทอง"),
        ("นางพวงเพ็ชร ชุนละเอียด", "นาง", "พวงเพ็ชร", "ชุนละเอียด"),
        ("พลเอก ประยุทธ์ จันทร์โอชา", "พลเอก", "ประยุทธ์", "จันทร์โอชา"),
        ("พล.อ. ประยุทธ์ จันทร์โอชา", "พล.อ.", "ประยุทธ์", "จันทร์โอชา"),
        ("พันตำรวจเอก หญิง สมศรี ใจดี", "พันตำรวจเอก หญิง", "สมศรี", "ใจดี"),
        ("พันเอก (พิเศษ) สมชาย ใจดี", "พันเอก (พิเศษ)", "สมชาย", "ใจดี"),
        ("เรืออากาศโท สมชาย ใจดี", "เรืออากาศโท", "สมชาย", "ใจดี"),
        ("นายกองเอก วิสูตร ใจดี", "นายกองเอก", "วิสูตร", "ใจดี"),
        ("ว่าที่ร้อยตรี ดร.สมชาย ใจดี", "ว่าที่ร้อยตรี ดร.", "สมชาย", "ใจดี"),
        ("ว่าที่ ร.ต.หญิง สมศรี ใจดี", "ว่าที่ ร.ต.หญิง", "สมศรี", "ใจดี"),
        ("ดร.เอกนิติ นิติทัณฑ์ประภาศ", "ดร.", "เอกนิติ", "นิติทัณฑ์ประภาศ"),
        ("ม.ล.ปนัดดา ดิศกุล", "ม.ล.", "ปนัดดา", "ดิศกุล"),
        ("หม่อมหลวงปนัดดา ดิศกุล", "หม่อมหลวง", "ปนัดดา", "ดิศกุล"),
        ("หม่อมราชวงศ์สุขุมพันธุ์ บริพัตร", "หม่อมราชวงศ์", "สุขุมพันธุ์", "บริพัตร"),
        ("คุณหญิงกัลยา โสภณพนิช", "คุณหญิง", "กัลยา", "โสภณพนิช"),
        ("แพทย์หญิงคุณหญิงพรทิพย์ ใจดี", "แพทย์หญิงคุณหญิง", "พรทิพย์", "ใจดี"),
        ("ศ.ดร.สุชัชวีร์ สุวรรณสวัสดิ์", "ศ.ดร.", "สุชัชวีร์", "สุวรรณสวัสดิ์"),
        ("รศ. นพ.สมชาย ณ อยุธยา", "รศ. นพ.", "สมชาย", "ณ อยุธยา"),
        ("ผู้ช่วยศาสตราจารย์ ดร.สมชาย ใจดี", "ผู้ช่วยศาสตราจารย์ ดร.", "สมชาย", "ใจดี"),
        ("น.ส.รื่นวดี สุวรรณมงคล", "น.ส.", "รื่นวดี", "สุวรรณมงคล"),
        ("ศ.เกียรติคุณ ดร.สมชาย ใจดี", "ศ.เกียรติคุณ ดร.", "สมชาย", "ใจดี"),
        ("ม.ร.ว.สุขุมพันธุ์ บริพัตร", "ม.ร.ว.", "สุขุมพันธุ์", "บริพัตร"),
        ("Police General Somchai Jaidee", "Police General", "Somchai", "Jaidee"),
        ("Acting Sub Lt. Somchai Jaidee", "Acting Sub Lt.", "Somchai", "Jaidee"),
        ("Assistant Professor Dr. Supot Tiarawut", "Assistant Professor Dr.", "Supot", "Tiarawut"),
        ("Mr. John Smith", "Mr.", "John", "Smith"),
        ("Mrs. Jane van der Berg", "Mrs.", "Jane", "van der Berg"),
        ("Ms. Ruenvadee Suwanmongkol", "Ms.", "Ruenvadee", "Suwanmongkol"),
        ("Prof. Dr. Supot Tiarawut", "Prof. Dr.", "Supot", "Tiarawut"),
        ("นาย John Smith", "นาย", "John", "Smith"),
        ("เอกนิติ นิติทัณฑ์ประภาศ", "", "เอกนิติ", "นิติทัณฑ์ประภาศ"),
        ("สมชาย", "", "สมชาย", ""),
        ("", "", "", ""),
    ],
)
def test_a_name_is_taken_apart_and_put_together_again(name, title, given_name, family):
    assert split_person(name) == Person(title, given_name, family)
    assert show_person(title, given_name, family) == name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("พล.อ.ประยุทธ์  จันทร์โอชา", "พล.อ. ประยุทธ์ จันทร์โอชา"),
        ("พลเอกประยุทธ์ จันทร์โอชา", "พลเอก ประยุทธ์ จันทร์โอชา"),
        ("นาย\u00a0ประเสริฐ จันทรรวงทอง", "นายประเสริฐ จันทรรวงทอง"),
        ("ดร. สุพจน์ เธียรวุฒิ\u200b", "ดร.สุพจน์ เธียรวุฒิ"),
        ("Mrs.Jane Doe", "Mrs. Jane Doe"),
    ],
)
def test_civil_titles_stick_to_the_name_and_ranks_do_not(typed, shown):
    assert show_person(*split_person(typed)) == shown


def test_one_person_under_two_titles_is_the_same_without_them():
    under_two = split_person("นางสาวรื่นวดี สุวรรณมงคล"), split_person("ดร.รื่นวดี สุวรรณมงคล")
    assert len({person[1:] for person in under_two}) == 1


@pytest.mark.parametrize(
    ("name", "title", "given_name"),
    [
        ("นายิกา ใจดี", "", "นายิกา"),
        ("นายก ใจดี", "", "นายก"),
        ("นางค์ ใจดี", "", "นางค์"),
        ("คุณากร ใจดี", "", "คุณากร"),
        ("พลากร ใจดี", "", "พลากร"),
        ("พระนาย สุวรรณรัฐ", "", "พระนาย"),
        ("Drew Smith", "", "Drew"),
        ("Major Smith", "", "Major"),
        ("นางสาวิตรี ใจดี", "นาง", "สาวิตรี"),
        ("นายพลเอก ใจดี", "นาย", "พลเอก"),
        ("นาย", "", "นาย"),
    ],
)
def test_a_name_that_begins_like_a_title_is_not_cut(name, title, given_name):
    assert split_person(name)[:2] == (title, given_name)


LETTERS = "พลอดร.นายเกีท์รักษาการแทน()ที่ MrDand,1\n"


@given(st.text(st.sampled_from(LETTERS), max_size=40))
def test_nothing_of_a_name_is_lost(name):
    assert "".join(split_person(name)).replace(" ", "") == clean(name).replace(" ", "")


@given(st.one_of(st.text(), st.text(st.sampled_from(LETTERS), max_size=40)))
def test_whatever_is_typed_as_a_name_or_an_office_is_answered(text):
    assert why_no_person(text) in {"", "office", "several", "title", "signs"}
    assert acting(text)[1] in clean(text)


@pytest.mark.parametrize("word", ["พล.อ. ", "lt. ", "general ", "ว่าที่", "รักษาการ", "police "])
def test_a_long_row_of_titles_is_read_at_once(word):
    started = time.perf_counter()

    why_no_person(word * 3000 + "ุ")
    acting(word * 3000)

    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "name",
    [
        "นางสาวรื่นวดี สุวรรณมงคล",
        "นายสมชาย\nใจดี",
        "ว่าที่ร้อยตรี ดร.สมชาย ใจดี",
        "นางสาวณัฐา เทพหัสดิน ณ อยุธยา",
        "นายประธาน กรมขันธ์",
        "นายสมชาย กองทอง",
        "นายสมชาย ปลัดชัย",
        "นางสมศรี นางงาม",
        "นายพลเอก ใจดี",
        "Mrs. Jane van der Berg",
        "Jean-Luc O'Neil",
        "นายสมชาย (ชาย) ใจดี",
        "สมชาย",
    ],
)
def test_one_persons_name_is_one(name):
    assert why_no_person(name) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("นายสมชาย ใจดี อธิบดีกรมสรรพากร", "office"),
        ("นายสมชาย ใจดี\nอธิบดีกรมสรรพากร", "office"),
        ("นายสมชาย ใจดี กรมสรรพากร", "office"),
        ("นายสมชาย ใจดี\nกองแผนงาน", "office"),
        ("นายสมชาย ใจดี รักษาการแทนเลขาธิการ", "office"),
        ("นายสมชาย ใจดี ปลัด", "office"),
        ("อธิบดีกรมสรรพากร", "office"),
        ("Mr. John Smith Director-General", "office"),
        ("นายสมชาย ใจดี\nนางสาวสมหญิง ใจงาม", "several"),
        ("นายสมชาย ใจดี และนางสาวสมหญิง ใจงาม", "several"),
        ("นายสมชาย ใจดี นางสาวสมหญิง ใจงาม", "several"),
        ("นาย", "title"),
        ("นาย ก. ข.", "title"),
        ("ว่าที่ร้อยตรี ดร.", "title"),
        ("1. นายสมชาย ใจดี", "signs"),
        ("นายสมชาย ใจดี 0812345678", "signs"),
        ("นายสมชาย ใจดี, นายสมศักดิ์ ใจงาม", "several"),
        ("Smith, John", "signs"),
        ("...", "signs"),
    ],
)
def test_what_is_more_or_less_than_one_persons_name_is_told(text, why):
    assert why_no_person(text) == why


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        ("รักษาการแทนผู้อำนวยการ", "ผู้อำนวยการ"),
        ("รักษาการแทน ผู้อำนวยการ", "ผู้อำนวยการ"),
        ("รักษาราชการแทนอธิบดีกรมสรรพากร", "อธิบดีกรมสรรพากร"),
        ("รักษาการในตำแหน่งเลขาธิการ", "เลขาธิการ"),
        ("รักษาการผู้ว่าการ", "ผู้ว่าการ"),
        ("ผู้รักษาการแทนเลขาธิการ", "เลขาธิการ"),
        ("ปฏิบัติหน้าที่เลขาธิการ กสทช.", "เลขาธิการ กสทช."),
        ("รักษาการ ใน ตำแหน่ง อธิบดี", "อธิบดี"),
        ("ปฏิบัติราชการแทนอธิบดี", "อธิบดี"),
        ("ปฏิบัติหน้าที่แทนเลขาธิการ", "เลขาธิการ"),
        ("รรท.อธิบดี", "อธิบดี"),
        ("รก. ผอ.สำนัก", "ผอ.สำนัก"),
        ("ผู้อำนวยการ (รักษาการแทน)", "ผู้อำนวยการ"),
        ("ผู้อำนวยการ รักษาการ", "ผู้อำนวยการ"),
        ("Director (Acting)", "Director"),
        ("รักษาการ", ""),
        ("Acting Director", "Director"),
    ],
)
def test_who_acts_for_another_is_told_from_the_office(typed, office):
    assert acting(typed) == (True, office)


@pytest.mark.parametrize(
    "office",
    ["รกราก", "ปฏิบัติราชการพิเศษ", "ผู้อำนวยการ", "หัวหน้ากองรักษาการณ์", "รักษาการณ์", "Activities Officer", ""],
)
def test_an_office_of_ones_own_is_left_alone(office):
    assert acting(office) == (False, office)

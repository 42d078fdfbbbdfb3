import time

import pytest

from awards.privacy.contacts import contacts_in


@pytest.mark.parametrize(
    "contact",
    [
        "saraban@dga.or.th",
        "Somchai.J+award@mail.go.th",
        "02-123-4567",
        "02 123 4567",
        "02.123.4567",
        "021234567",
        "(02) 123-4567",
        "0 2123 4567",
        "0-2123-4567",
        "0 2123 4567-8",
        "0 2123 4567 ต่อ 123",
        "0 2123 4567 ต่อ 123, 124",
        "0 2123 4567 ถึง 70",
        "0 2123 4567 ext. 12",
        "๐ ๒๑๒๓ ๔๕๖๗ ต่อ ๑๒๓",
        "0 5312 3456",
        "053-123456",
        "075 123 456",
        "081-234-5678",
        "08 1234 5678",
        "0812345678",
        "06\u2013 1234 \u2013 5678",
        "+66 2 123 4567",
        "+66-81-234-5678",
        "+66(0)2123 4567",
        "0066 2 123 4567",
    ],
)
@pytest.mark.parametrize("text", ["{}", "ติดต่อ{}ในเวลาราชการ", "Contact: {}.", "ปี 2563\n{}\nคะแนน 98.33"])
def test_a_contact_is_found_as_it_was_typed(contact, text):
    assert contacts_in(text.format(contact)) == [contact]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("อีเมล สมชาย@คน.ไทย ครับ", "สมชาย@คน.ไทย"),
        ("โทร. 3105", "3105"),
        ("โทรศัพท์ : ๑๒๓๔", "๑๒๓๔"),
        ("โทรสาร: 2123 4567", "2123 4567"),
        ("Tel. 66-2-123-4567", "66-2-123-4567"),
        ("โทร. 08 12 34 56 78", "08 12 34 56 78"),
        ("สายด่วน 1111", "1111"),
        ("โทร 1212", "1212"),
    ],
)
def test_a_contact_is_known_by_the_word_in_front(text, contact):
    assert contacts_in(text) == [contact]


def test_several_contacts_come_in_the_order_of_the_text():
    text = "สำนักงาน โทร. 02-123-4567 โทรสาร 0 2123 4568 อีเมลa@dga.or.thมือถือ081 234 5678"

    assert contacts_in(text) == ["02-123-4567", "0 2123 4568", "a@dga.or.th", "081 234 5678"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ประจำปี 2563 และ 2564-2568",
        "3 ธันวาคม 2563",
        "03/12/2563 09.30 น.",
        "03-12-2563 09.30 น.",
        "08-12-2563 10 รางวัล",
        "08.12.2563 16 รางวัล",
        "2020-12-03 09:30:15",
        "เวลา 09.00-16.30 น.",
        "เวลา 09.00 - 12.00 น. 25 คน",
        "คะแนน 98.33 จาก 100 คะแนน",
        "0.25 0.333333333 และ 66.666666666",
        "1,926,000,000 บาท",
        "ที่ นร 0106/1234",
        "ที่ นร ๐๑๐๖/ว ๑๒๓๔ ลงวันที่ ๓ ธันวาคม ๒๕๖๓",
        "ที่ ดศ 0301.2/0212345678",
        "หนังสือที่ สพร 2563/021234567",
        "เลขประจำตัวผู้เสียภาษี 0994000158378",
        "รหัส 0806 ลำดับ 001",
        "https://www.dga.or.th/0212345678?id=0812345678",
        "www.dga.or.th/2020/12/03",
        "ทวิตเตอร์ @dgathailand",
        "การสื่อสารโทรคมนาคม 2563",
        "โทรศัพท์ 500 เครื่อง",
        "hotel. 300 rooms",
    ],
)
def test_other_numbers_and_addresses_are_no_contacts(text):
    assert contacts_in(text) == []


@pytest.mark.parametrize("run", ["0", "0 ", "a", "a@", "a.", "ก", "1-", "+66 ", "โทร. ", "0-1-", "02 "])
def test_a_long_text_is_read_quickly(run):
    start = time.process_time()

    contacts_in(run * (100_000 // len(run)))

    assert time.process_time() - start < 2

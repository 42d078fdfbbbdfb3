"""Lists stand in Thai order, and in the same order on either database."""

import json
from pathlib import Path

import pytest

from agencies.models import Agency, Kind
from awardsportal.thai.collation import sort_key

pytestmark = pytest.mark.django_db

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "agencies.jsonl"
TRICKY = [
    "กก",
    "เกก",
    "กาก",
    "แก",
    "โก",
    "ใก",
    "ไก",
    "ก่ก",
    "ก้ก",
    "ก็ก",
    "กก์",
    "ก.ก.",
    "(ก)ก",
    "ก-ก",
    "๑ก",
    "1ก",
    "2ก",
    "๒ก",
    "DGA",
    "dga",
    "Dga",
    "กฯ",
    "กๆ",
    "ฤๅษี",
    "ฦ",
    "น้ำ",
    "นำ",
    "นา",
    "“ก”",
    "ก–ก",
    "ฮ",
    "ะ",
]


def test_agencies_stand_in_the_order_of_a_thai_dictionary_on_either_database():
    names = [json.loads(line)["fields"]["name_th"] for line in FIXTURE.read_text().splitlines()] + TRICKY
    Agency.objects.bulk_create(
        Agency(code=f"a{number}", name_th=name, kind=Kind.OTHER)
        for number, name in enumerate(reversed(names))
    )

    assert list(Agency.objects.values_list("name_th", flat=True)) == sorted(names, key=sort_key)


def test_a_leading_vowel_is_filed_under_its_consonant():
    names = ["สระบุรี", "เชียงใหม่", "ลำพูน", "ระนอง", "แพร่", "กระบี่"]
    Agency.objects.bulk_create(
        Agency(code=f"a{number}", name_th=name, kind=Kind.PROVINCE) for number, name in enumerate(names)
    )

    in_order = ["กระบี่", "เชียงใหม่", "แพร่", "ระนอง", "ลำพูน", "สระบุรี"]
    assert list(Agency.objects.values_list("name_th", flat=True)) == in_order

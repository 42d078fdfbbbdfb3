"""The names of an agency on a day."""

from datetime import date

import pytest

from agencies.models import NameKind
from tests.factories import make_agency, make_category, make_ceremony, make_name, make_winner

pytestmark = pytest.mark.django_db


def make_dga():
    dga = make_agency("สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", name_en="Digital Government Development Agency")
    make_name(dga, "สพร.")
    for name in ("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency"):
        make_name(dga, name, NameKind.FORMER, used_until_on=date(2018, 5, 13))
    return dga


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2011, 1, 1), ("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency")),
        (date(2018, 5, 13), ("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency")),
        (date(2018, 5, 14), ("สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", "Digital Government Development Agency")),
    ],
)
def test_the_names_in_force_on_a_day_are_the_former_ones_until_their_end(day, names):
    assert make_dga().names_on(day) == names


def test_of_several_former_names_the_one_in_use_on_the_day_counts():
    agency = make_agency("ชื่อปัจจุบัน")
    make_name(agency, "ชื่อที่สอง", NameKind.FORMER, used_until_on=date(2010, 1, 1))
    make_name(agency, "ชื่อแรก", NameKind.FORMER, used_until_on=date(2000, 1, 1))

    assert [agency.names_on(date(year, 1, 1))[0] for year in (1999, 2005, 2015)] == [
        "ชื่อแรก",
        "ชื่อที่สอง",
        "ชื่อปัจจุบัน",
    ]


def test_a_former_name_without_dates_is_of_no_known_day():
    agency = make_agency("ชื่อปัจจุบัน")
    make_name(agency, "ชื่อเดิม", NameKind.FORMER)

    assert agency.names_on(date(1999, 1, 1)) == ("ชื่อปัจจุบัน", "")


def test_a_former_thai_name_does_not_go_with_the_english_name_of_today():
    agency = make_agency("ชื่อปัจจุบัน", name_en="Name of today")
    make_name(agency, "ชื่อเดิม", NameKind.FORMER, used_until_on=date(2000, 1, 1))

    assert agency.names_on(date(1999, 1, 1)) == ("ชื่อเดิม", "")


@pytest.mark.parametrize(("year", "held_on"), [(2017, date(2017, 11, 1)), (2017, None)])
def test_a_winner_without_a_name_as_announced_takes_the_name_of_that_day(year, held_on):
    winner = make_winner(make_category(make_ceremony(year, held_on=held_on)), agency=make_dga())

    assert (winner.agency_name_th, winner.agency_name_en) == (
        "สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)",
        "Electronic Government Agency",
    )

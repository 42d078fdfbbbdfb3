"""The abbreviations of government news, each with what it stood for most often there."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from agencies.matching import Recogniser

pytestmark = pytest.mark.django_db
FOUND = list(csv.reader(Path(__file__).with_name("abbreviations.csv").open(encoding="utf-8")))[1:]
# Slips, nicknames and offices of a ministry: nothing in them says which agency it is.
UNKNOWABLE = {
    "ศรีสมาน",
    "บางแสน",
    "MyMo",
    "STeP",
    "Quick-Win",
    "CEO",
    "ปลัดวธ.",
    "ชปอ.",
    "รปอ.",
    "ปอว.",
    "รสอ.",
    "อรอ.",
    "สคช.",
    "สนทช.",
    "ดส.",
    "คพพ.",
    "สป.",
}
# What two mean, of which the fixtures know one.
OURS_TOO = {
    "OIC": "สำนักงานคณะกรรมการกำกับและส่งเสริมการประกอบธุรกิจประกันภัย",
    "OIE": "สำนักงานเศรษฐกิจอุตสาหกรรม",
    "MRTA": "การรถไฟฟ้าขนส่งมวลชนแห่งประเทศไทย",
    "สนช.": "สำนักงานนวัตกรรมแห่งชาติ (องค์การมหาชน)",
}


@pytest.fixture(scope="module")
def recogniser(django_db_setup, django_db_blocker):
    """Knows the agencies of the fixtures, which are in one transaction that is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "provinces", "agencies", "agency_names", verbosity=0)
        yield Recogniser()
        transaction.set_rollback(True)


def meant(recogniser):
    """Each abbreviation with the agency that it stands for, None where the fixtures do not have it."""
    return [(abbreviation, recogniser.recognise(name).agency) for abbreviation, name in FOUND]


def test_no_abbreviation_is_taken_for_a_wrong_agency(recogniser):
    wrong = {
        abbreviation: match.agency.name_th
        for abbreviation, agency in meant(recogniser)
        if (match := recogniser.recognise(abbreviation)).agency not in (None, agency)
    }

    assert wrong == OURS_TOO


def test_every_abbreviation_that_says_enough_is_recognised_or_leads_to_its_agency(recogniser):
    ours = [(recogniser.recognise(text), agency) for text, agency in meant(recogniser) if agency]
    sure = [agency for match, agency in ours if match.agency]
    missed = {
        text
        for text, agency in meant(recogniser)
        if agency and agency not in [each.agency for each in recogniser.recognise(text).candidates]
    }

    assert missed == UNKNOWABLE
    assert len(sure) > 0.8 * len(ours)

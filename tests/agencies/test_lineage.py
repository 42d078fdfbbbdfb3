"""The line of agencies: what came before and after, and what an agency is today."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies import lineage
from agencies.models import How, Succession
from tests.factories import make_agency

pytestmark = pytest.mark.django_db


def succeed(predecessor, successor, how=How.REPLACED, on=None):
    return Succession.objects.create(predecessor=predecessor, successor=successor, how=how, took_effect_on=on)


def make_line(*pairs):
    """Agencies by their letters, and a succession for each pair of letters."""
    agencies = {letter: make_agency(letter) for letter in dict.fromkeys("".join(pairs))}
    for earlier, later in pairs:
        succeed(agencies[earlier], agencies[later])
    return agencies


def names(agencies):
    return [agency.name_th for agency in agencies]


def test_the_line_goes_through_all_generations_the_nearest_first():
    line = make_line("กข", "ขค", "งค", "คจ", "จฉ", "จช")

    assert names(lineage.before(line["จ"])) == ["ค", "ข", "ง", "ก"]
    assert names(lineage.after(line["ก"])) == ["ข", "ค", "จ", "ฉ", "ช"]


def test_an_agency_that_two_ways_lead_to_is_met_once():
    line = make_line("กข", "กค", "ขง", "คง")

    assert names(lineage.before(line["ง"])) == ["ข", "ค", "ก"]
    assert names(lineage.today(line["ก"])) == ["ง"]


def test_an_agency_is_today_what_stands_at_the_end_of_its_line():
    line = make_line("กข", "ขค", "คง", "คจ")

    assert names(lineage.today(line["ก"])) == ["ง", "จ"]
    assert names(lineage.today(line["จ"])) == ["จ"]


def test_what_was_dissolved_is_nothing_today_and_what_is_to_be_dissolved_still_stands():
    gone, ending = make_agency(dissolved_on=date(2019, 5, 2)), make_agency(dissolved_on=date(2099, 1, 1))

    assert lineage.today(gone) == []
    assert lineage.today(ending) == [ending]


def test_a_succession_that_is_still_to_come_changes_nothing_today():
    old, new = make_agency(), make_agency()
    succeed(old, new, on=timezone.localdate() + timedelta(days=1))

    assert lineage.today(old) == [old]
    assert lineage.after(old) == [new]


def test_a_circle_that_somebody_wrote_past_the_rules_does_not_hold_up_a_page():
    line = make_line("กข", "ขก")

    assert names(lineage.before(line["ก"])) == ["ข"]
    assert lineage.today(line["ก"]) == []


def test_the_line_takes_as_many_queries_however_long_it_is(django_assert_num_queries):
    line = make_line("กข", "ขค", "คง", "งจ", "จฉ", "จช")

    for question, agency in ((lineage.before, "ช"), (lineage.after, "ก"), (lineage.today, "ก")):
        with django_assert_num_queries(2):
            question(line[agency])

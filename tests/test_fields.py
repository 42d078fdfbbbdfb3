"""Stored text is clean and derived columns are true, whichever way a row is written."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from agencies.models import Agency, Kind
from awards.models import Winner
from tests.factories import make_agency, make_category, make_winner

pytestmark = pytest.mark.django_db

TYPED = "สํานักงาน\u200bก.พ. ๒\u00a0(ทดสอบ)"
STORED, FOLDED = "สำนักงานก.พ. ๒ (ทดสอบ)", "สำนักงานกพ2ทดสอบ"


def stored(agency):
    """What the database itself holds."""
    return Agency.objects.values_list("name_th", "fold_th").get(pk=agency.pk)


def test_a_saved_row_is_clean_and_folded():
    assert stored(make_agency(TYPED)) == (STORED, FOLDED)


def test_a_row_saved_by_named_fields_is_folded_too():
    agency = make_agency("กรมอื่น")
    agency.name_th = TYPED
    agency.save(update_fields=["name_th"])

    assert stored(agency) == (STORED, FOLDED)


def test_a_row_made_in_bulk_is_clean_and_folded():
    [agency] = Agency.objects.bulk_create([Agency(code="x", name_th=TYPED, kind=Kind.OTHER)])

    assert stored(agency) == (STORED, FOLDED)


def test_a_row_updated_in_bulk_is_clean_and_folded():
    agency = make_agency("กรมอื่น")
    agency.name_th = TYPED
    Agency.objects.bulk_update([agency], ["name_th"])

    assert stored(agency) == (STORED, FOLDED)


def test_a_row_changed_by_a_queryset_is_clean_and_folded():
    agency = make_agency("กรมอื่น")

    assert Agency.objects.filter(pk=agency.pk).update(name_th=TYPED, kind=Kind.OTHER) == 1
    assert stored(agency) == (STORED, FOLDED)


def test_a_row_changed_by_an_expression_is_folded():
    agency = make_agency("กรมอื่น")
    Agency.objects.update(name_th=Concat(F("name_th"), Value(" ๒")))

    assert stored(agency) == ("กรมอื่น ๒", "กรมอื่น2")


def test_a_row_from_a_fixture_is_clean_and_folded_whatever_the_fixture_says(tmp_path):
    row = {"code": "x", "name_th": TYPED, "kind": "OTHER", "fold_th": "wrong"}
    fixture = tmp_path / "agencies.json"
    fixture.write_text(json.dumps([{"model": "agencies.agency", "fields": row}]))
    call_command("loaddata", fixture, verbosity=0)

    assert stored(Agency.objects.get(code="x")) == (STORED, FOLDED)


def test_a_row_read_without_its_derived_columns_can_be_saved():
    agency = Agency.objects.only("name_th").get(pk=make_agency("กรมอื่น").pk)
    agency.name_th = TYPED
    agency.save()

    assert stored(agency) == (STORED, FOLDED)


def test_a_lookup_finds_text_that_was_typed_otherwise():
    agency = make_agency(STORED)

    assert Agency.objects.get(name_th=TYPED) == agency


def test_the_uniqueness_of_a_derived_column_is_checked_before_the_database_refuses_it():
    winner = make_winner()
    again = Winner(category=winner.category, agency=winner.agency)

    with pytest.raises(ValidationError, match="ผู้รับรายนี้ได้รับรางวัลนี้อยู่แล้ว"):
        again.full_clean(exclude=["agency_name_th", "person_fold", "person_key", "ref"])


def test_one_recipient_gets_a_category_once():
    winner = make_winner()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_winner(category=winner.category, agency=winner.agency)


def test_two_persons_of_one_agency_may_share_a_category():
    category = make_category()
    category.award.recipient = "PERSON"
    category.award.save()
    agency = make_agency()

    first = make_winner(category, agency=agency, person_given_th="ก")
    second = make_winner(category, agency=agency, person_given_th="ข")

    assert [first.person_key, second.person_key] == ["กสกุล", "ขสกุล"]


def test_a_winner_keeps_the_name_its_agency_had_when_it_was_announced():
    agency = make_agency("สำนักงานเดิม", name_en="Old Office")
    winner = make_winner(agency=agency)
    agency.name_th = "สำนักงานใหม่"
    agency.save()
    winner.refresh_from_db()

    assert (winner.agency_name_th, winner.agency_name_en) == ("สำนักงานเดิม", "Old Office")


@pytest.mark.parametrize("column", ["pk", "parent", "name_th"])
def test_rows_are_found_among_many_values_as_among_few(column):
    ministry = make_agency("กระทรวง")
    for number in range(3):
        make_agency(f"กรมที่ {number}", parent=ministry)
    values = Agency.objects.filter(parent=ministry).values_list(column, flat=True)[:2]

    for some in ([], list(values)):
        found = Agency.objects.filter(**{f"{column}__among": some})
        assert list(found) == list(Agency.objects.filter(**{f"{column}__in": some}))


def test_history_says_who_changed_what_through_which_import():
    agency = make_agency("กรมเดิม")
    agency.name_th = "กรมใหม่"
    agency.save()
    newest, oldest = agency.history.all()

    assert newest.diff_against(oldest).changed_fields == ["name_th"]
    assert newest.spreadsheet_import is None

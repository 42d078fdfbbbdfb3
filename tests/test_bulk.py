"""Rows that are inserted at once, compared with those that Django inserts."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Agency
from awards.models import Ceremony, Winner
from awardsportal.bulk import insert, overwrite
from tests.factories import LATER, make_agency, make_category, make_winner

pytestmark = pytest.mark.django_db

AWKWARD = "ก\tข \\N \"ค' %s\nง\\"


def stored(model, *, without):
    return [
        {k: v for k, v in row.items() if k not in without} for row in model.objects.order_by("pk").values()
    ]


@pytest.mark.parametrize(
    ("score", "citation", "withdrawn_at"), [(None, "", None), (Decimal("81.58"), AWKWARD, LATER)]
)
def test_inserted_rows_are_what_django_would_have_inserted(score, citation, withdrawn_at):
    category, agency = make_category(), make_agency(" กรม\u200bสรรพากร ")
    values = {
        "category": category,
        "agency": agency,
        "agency_name_th": "กรม\u00a0สรรพากร",
        "score": score,
        "citation_th": citation,
        "withdrawn_at": withdrawn_at,
        "withdrawn_why_th": "เหตุ",
    }
    Winner.objects.bulk_create([Winner(**values)])
    ours = Winner(**values, person_given_th="ชื่อ")

    insert(Winner, [ours])

    first, second = stored(Winner, without={"id", "ref"})
    assert second == first | {"person_given_th": "ชื่อ", "person_key": "ชื่อ", "person_fold": "ชื่อ"}
    assert Winner.objects.get(person_given_th="ชื่อ") == ours
    assert not ours._state.adding


def test_the_database_goes_on_with_keys_that_are_free():
    ceremonies = [Ceremony(slug=str(year), year=year, name_th="ก") for year in (2001, 2002)]
    insert(Ceremony, ceremonies)

    after = Ceremony.objects.create(slug="2003", year=2003, name_th="ข")
    insert(Ceremony, later := [Ceremony(slug="2004", year=2004, name_th="ค")])

    keys = [each.pk for each in (*ceremonies, after, *later)]
    assert sorted(set(keys)) == keys


def test_what_breaks_a_constraint_is_refused_whole():
    winner = make_winner()
    same = {"category": winner.category, "agency": winner.agency, "agency_name_th": "ก"}

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Winner, [Winner(**same, person_given_th="อื่น"), Winner(**same)])

    assert list(Winner.objects.all()) == [winner]


def test_overwriting_changes_the_named_fields_and_no_other():
    winner = make_winner(rank=1, source="เดิม")
    winner.rank, winner.source = 2, "ใหม่"

    overwrite(Winner, [winner], ["rank"])

    assert Winner.objects.values_list("rank", "source").get() == (2, "เดิม")


def test_no_rows_are_no_work():
    insert(Agency, [])
    overwrite(Agency, [], ["kind"])

    assert not Agency.objects.exists()

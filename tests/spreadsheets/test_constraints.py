from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q

from agencies.models import Agency, AgencyName
from awards.models import Award, Category, Ceremony, Winner
from awardsportal.spreadsheets.constraints import broken_constraints, condition

ROWS = [
    Agency(kind="DEPARTMENT", dissolved_on=date(2020, 1, 1)),
    Agency(kind="NONE"),
    Agency(pk=1, parent_id=1, kind="OTHER"),
    AgencyName(kind="ALIAS", used_from_on=date(2020, 1, 1), used_until_on=date(2019, 1, 1)),
    Ceremony(year=2110, state="DRAFT"),
    Ceremony(year=2026, state="APPROVED", edition=0, held_on=date(1500, 1, 1)),
    Award(recipient="PERSON"),
    Category(level="", mission="", form="NONE", quota=0, order=1),
    Category(level="LOCAL", mission="POLICY", form="PLAQUE", quota=1, order=1),
    Winner(score=Decimal("100.01"), rank=0),
    Winner(score=Decimal(100), rank=1, person_family_th="สกุล"),
    Winner(person_given_th="ชื่อ"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS)
def test_each_constraint_is_worked_out_as_the_database_does(row):
    asked = []
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(type(row), row)
            except ValidationError as error:
                asked += error.messages

    assert [message for _field, message in broken_constraints(row)] == asked


def test_the_field_is_the_first_that_the_constraint_looks_at():
    assert [field for field, _message in broken_constraints(Winner(score=Decimal(101), rank=0))] == [
        "rank",
        "score",
    ]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (Q(rank=1), None),
        (~Q(rank=1), None),
        (Q(rank__isnull=True), True),
        (Q(rank__isnull=True) | Q(rank=1), True),
        (Q(rank__isnull=False) & Q(rank=1), False),
        (Q(order=F("order")), True),
        (~Q(order=F("order")), False),
        (Q(order__in=[1, 2]), False),
    ],
)
def test_what_is_empty_is_unknown_as_in_sql(asked, answer):
    assert condition(asked, Winner)(Winner()) is answer

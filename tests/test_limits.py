"""No value that could break a page gets into the database, by any way."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction
from django.utils import timezone

from agencies.models import Agency, AgencyName, Succession
from awards.models import Award, Category, Ceremony, Survey, Winner
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import NOW, make_agency, make_ceremony, make_name, make_winner

pytestmark = pytest.mark.django_db

FAR = date(2563, 12, 3)
ROWS = {
    Agency: make_agency,
    AgencyName: lambda: make_name(make_agency(), "กข"),
    Award: lambda: make_winner().category.award,
    Category: lambda: make_winner().category,
    Ceremony: make_ceremony,
    Succession: lambda: Succession.objects.create(
        predecessor=make_agency(), successor=make_agency(), how="RENAMED"
    ),
    Survey: lambda: Survey.objects.create(ceremony=make_ceremony(), population=10),
    Winner: make_winner,
}


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Agency, {"kind": "KINGDOM"}),
        (Agency, {"dissolved_on": FAR}),
        (AgencyName, {"used_from_on": date(2020, 1, 2), "used_until_on": date(2020, 1, 1)}),
        (AgencyName, {"used_until_on": FAR}),
        (AgencyName, {"kind": "NICKNAME"}),
        (Award, {"recipient": "NOBODY"}),
        (Category, {"level": "WORLD"}),
        (Category, {"mission": "SPACE"}),
        (Category, {"form": "MONEY"}),
        (Category, {"quota": 0}),
        (Category, {"quota": 10_000}),
        (Ceremony, {"year": 2563}),
        (Ceremony, {"year": 2653 - 543}),
        (Ceremony, {"held_on": FAR}),
        (Ceremony, {"announced_on": date(2653 - 543, 12, 3)}),
        (Ceremony, {"awards_given": 0}),
        (Ceremony, {"agencies_awarded": 0}),
        (Ceremony, {"edition": 0}),
        (Ceremony, {"state": "LEAKED"}),
        (Ceremony, {"state": "APPROVED", "release_at": None}),
        (Succession, {"how": "VANISHED"}),
        (Succession, {"took_effect_on": FAR}),
        (Survey, {"answers": 11}),
        (Winner, {"score": Decimal("100.01")}),
        (Winner, {"score": Decimal(1_000_000)}),
        (Winner, {"score": Decimal(-1)}),
        (Winner, {"rank": 0}),
        (Winner, {"withdrawn_at": NOW}),
        (Winner, {"anonymised_at": NOW}),
        (Winner, {"person_family_th": "สกุลไร้ชื่อ"}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value),
)
def test_the_database_refuses(model, values):
    row = ROWS[model]()

    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**values)


def test_every_number_and_date_that_people_enter_is_limited():
    limited = (models.IntegerField, models.DecimalField, models.DateField)
    free = [
        f"{model.__name__}.{field.name}"
        for app in ("agencies", "awards", "spreadsheets")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if isinstance(field, limited)
        and not isinstance(field, (models.AutoField, models.DateTimeField))
        and not any(field.name in str(c.deconstruct()) for c in model._meta.constraints)
    ]

    assert free == []


def test_only_a_confirmed_import_can_be_undone():
    record = SpreadsheetImport.objects.create(kind="winners", file_name="a.csv", sha256="0" * 64)

    with pytest.raises(IntegrityError), transaction.atomic():
        SpreadsheetImport.objects.filter(pk=record.pk).update(undone_at=timezone.now())

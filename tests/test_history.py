"""Versions that the database copies itself, compared with those that django-simple-history makes."""

import pytest

from awards.models import Winner
from awardsportal.history import keep_versions
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_user, make_winner

pytestmark = pytest.mark.django_db


def rows(versions):
    """The versions as dicts, without what differs from one to the next."""
    return [
        {name: value for name, value in version.items() if name not in ("history_id", "history_date")}
        for version in versions.order_by("history_id").values()
    ]


@pytest.mark.parametrize("kind", ["+", "~", "-"])
def test_a_copied_version_is_what_the_library_would_have_written(kind):
    user, record = make_user(), SpreadsheetImport.objects.create(kind="winners", file_name="ผล.csv")
    winner = make_winner(rank=3, score="81.58", source="ที่มา")
    Winner.history.all().delete()
    winner.refresh_from_db()
    Winner.history.bulk_history_create(
        [winner], default_user=user, custom_historical_attrs={"spreadsheet_import": record, "is_undo": True}
    )
    Winner.history.update(history_type=kind)

    keep_versions(Winner, [winner.pk], kind, by=user, record=record, is_undo=True)

    theirs, ours = rows(Winner.history)
    assert ours == theirs | {"history_change_reason": None}


def test_more_rows_than_go_into_one_statement_all_get_their_version():
    winner = make_winner()
    Winner.objects.bulk_create(
        [
            Winner(category=winner.category, agency=winner.agency, agency_name_th="ก", person_given_th=str(n))
            for n in range(2005)
        ]
    )
    Winner.history.all().delete()
    keys = list(Winner.objects.order_by("pk").values_list("pk", flat=True))

    keep_versions(Winner, keys, "+")

    assert list(Winner.history.order_by("history_id").values_list("id", flat=True)) == keys
    assert set(Winner.history.values_list("history_user", "spreadsheet_import", "is_undo")) == {
        (None, None, False)
    }

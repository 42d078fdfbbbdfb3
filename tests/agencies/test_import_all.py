"""One sheet brings all agencies of the fixtures with their ministries, and a second time changes nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from agencies.models import Agency
from agencies.resources import KIND_NAMES
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ROWS = [json.loads(line)["fields"] for line in (FIXTURES / "agencies.jsonl").read_text().splitlines()]
NAMES = {row["code"]: row["name_th"] for row in ROWS}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def sheet(folder, rows):
    """A file of these agencies, the last first, so that most rows name a ministry further down."""
    headings = ["รหัส", "ชื่อหน่วยงาน", "ประเภท", "กระทรวง"]
    cells = [
        [row["code"], row["name_th"], KIND_NAMES[row["kind"]][0], NAMES.get(*row.get("parent", [""]), "")]
        for row in reversed(rows)
    ]
    file = folder / "agencies.csv"
    file.write_bytes(make_csv([headings, *cells]))
    return str(file)


def told(file, **options):
    """What the command says of a file that it loads."""
    out = StringIO()
    call_command("import_agencies", file, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_all_agencies_come_in_with_their_ministries_and_again_nothing_changes(tmp_path):
    file = sheet(tmp_path, ROWS)

    first, again = told(file), told(file)

    stored = Agency.objects.values_list("code", "name_th", "kind", "parent__code")
    assert set(stored) == {
        (row["code"], row["name_th"], row["kind"], row.get("parent", [None])[0]) for row in ROWS
    }
    assert f"New {len(ROWS)}, Changed 0, Unchanged 0, With problems 0" in first
    assert f"New 0, Changed 0, Unchanged {len(ROWS)}, With problems 0" in again


def test_a_circle_of_parents_among_them_is_refused_naming_both_rows(tmp_path):
    rows = [dict(row) for row in ROWS]
    finance, revenue = (next(row for row in rows if row["code"] == code) for code in ("mof", "rd"))
    finance["parent"] = ["rd"]
    places = {row["code"]: len(rows) - place + 1 for place, row in enumerate(rows)}
    problems = StringIO()

    with pytest.raises(CommandError):
        call_command("import_agencies", sheet(tmp_path, rows), stdout=StringIO(), stderr=problems)

    finance, revenue = (f"{row['name_th']} (row {places[row['code']]})" for row in (finance, revenue))
    assert f"The line of parents is a circle: {finance} → {revenue} → {finance}." in problems.getvalue()
    assert not Agency.objects.exists()

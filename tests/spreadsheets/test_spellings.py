"""The 24 winners of 2020 written in dozens of ways: nothing new, nothing changed."""

from collections import defaultdict

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import translation

from agencies.models import Agency, AgencyName, Kind, NameKind
from awards.management.commands.demo import FIXTURES
from awards.models import Winner
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets.importing import preview, receive
from awardsportal.thai.text import fold
from tests.spreadsheets.corpus.spellings import COLUMNS, SPELLINGS, by_other_names


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FIXTURES, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _edition(loaded_once, db):
    with translation.override("en"):
        yield


@pytest.fixture
def table():
    columns = {column.column_name: column for column in WinnerResource.fields.values()}
    winners = WinnerResource().filter_export(Winner.objects.filter(category__ceremony__slug="2020"))
    rows = [[columns[name].export(winner) for name in COLUMNS] for winner in winners]
    return [COLUMNS, *([("" if cell is None else cell) for cell in row] for row in rows)]


def expect_nothing_new(data):
    record = receive(ContentFile(data, "ผล"), resource_class=WinnerResource, by=None)
    outcome = preview(record, WinnerResource).outcome
    assert outcome.problems == []
    assert [(row.name, row.changes) for row in outcome.rows if row.kind != "unchanged"] == []
    assert (len(outcome.rows), outcome.also, outcome.changes_nothing) == (24, [], True)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_same_rows_are_nothing_new_however_they_are_written(table, spelling):
    expect_nothing_new(SPELLINGS[spelling](table))


def sure_abbreviations():
    """An abbreviation of each agency that means nobody else, by the agency's name."""
    abbreviations = AgencyName.objects.filter(kind=NameKind.ABBREVIATION).select_related("agency")
    meaning = defaultdict(set)
    for name in abbreviations:
        meaning[fold(name.name)].add(name.agency_id)
    # Two letters for a province are asked about.
    departments = abbreviations.exclude(agency__kind=Kind.PROVINCE)
    return {name.agency.name_th: name.name for name in departments if len(meaning[fold(name.name)]) == 1}


def provinces_in_short():
    """How each province is called in short, by its name."""
    provinces = Agency.objects.filter(kind=Kind.PROVINCE)
    return {agency.name_th: agency.name_th.replace("จังหวัด", "จ.") for agency in provinces}


@pytest.mark.parametrize(
    ("known", "at_least"),
    [
        (sure_abbreviations, 8),
        (lambda: dict(Agency.objects.exclude(name_en="").values_list("name_th", "name_en")), 20),
        (lambda: dict(Agency.objects.values_list("name_th", "code")), 20),
        (provinces_in_short, 5),
    ],
    ids=["abbreviations", "English names", "codes", "provinces in short"],
)
def test_agencies_are_the_same_by_their_other_names(table, known, at_least):
    names = known()
    assert sum(row[COLUMNS.index("หน่วยงาน")] in names for row in table) >= at_least

    expect_nothing_new(by_other_names(table, names))

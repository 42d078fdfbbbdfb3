"""Undoing imports that nobody thought of: made by chance, each the same in every run."""

from random import Random

import pytest
from django.db import connection
from django.utils import translation

from agencies.models import Agency
from agencies.resources import AgencyResource
from awards.models import Category, Ceremony, Winner
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets.importing import Refused, confirm, preview
from awardsportal.spreadsheets.plans import Plan
from awardsportal.spreadsheets.undoing import undo
from awardsportal.thai.text import fold
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_user,
    make_winner,
)
from tests.spreadsheets.imports import dump, upload

pytestmark = pytest.mark.django_db

NAMES = ["กรมสรรพากร", "กรมที่ดิน", "กรมเจ้าท่า", "กรมศิลปากร", "กรมประมง", "กรมป่าไม้"]
TITLES = ["ธรรมาภิบาลข้อมูล", "ข้อมูลเปิด", "บริการดีเด่น"]
WINNERS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "อันดับ", "คะแนน", "จำนวนรางวัล", "สถานที่จัดพิธี"]
AGENCIES = ["รหัส", "ชื่อหน่วยงาน", "ประเภทหน่วยงาน", "ชื่อย่อ", "สังกัด", "ชื่อภาษาอังกฤษ"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def portal(chance):
    """Some agencies, and half of the winners that a sheet may tell."""
    award = make_award(code="dg")
    for number, name in enumerate(NAMES):
        agency = make_agency(name, code=f"a-{number}", name_en=chance.choice(["", "Department"]))
        if chance.random() < 0.5:
            make_name(agency, f"ย{number}")
    for title in TITLES[:2]:
        category = make_category(Ceremony.objects.first() or make_ceremony(2026), award=award, title_th=title)
        for agency in chance.sample(list(Agency.objects.all()), 3):
            make_winner(category, agency=agency, score=chance.choice([None, 80]))


def winners(chance):
    """A sheet of winners, with one agency misspelt that the user has to recognise."""
    names = ["กรมสรรพกร", *(f"a-{number}" for number in range(1, len(NAMES)))]
    pairs = [(title, name) for title in TITLES for name in names]
    rows = [
        [
            2569,
            title,
            "dg",
            "กรม",
            name,
            chance.choice(["", "1"]),
            chance.choice(["", "90"]),
            "",
            "สโมสร",
        ]
        for title, name in chance.sample(pairs, 9)
    ]
    return WinnerResource, [WINNERS, *rows], {"agency": {fold("กรมสรรพกร"): {"is": "a-0"}}}


def agencies(chance):
    """A sheet of agencies: some new, some renamed, with other abbreviations and parents."""
    rows = [
        [
            f"a-{number}",
            name + chance.choice(["", " (ใหม่)"]),
            "กรม",
            chance.choice(["", "-", f"ก{number}"]),
            parent,
            "X",
        ]
        for number, name in enumerate([*NAMES, "กรมใหม่", "กรมใหม่กว่า"])
        for parent in [chance.choice(["", "กระทรวงลอง"])]
    ]
    return AgencyResource, [AGENCIES, *rows, ["m", "กระทรวงลอง", "กระทรวง", "", "", ""]], {}


def imported(resource_class, rows, decisions, by):
    """The record of an import of these rows, with what the user decided."""
    record = upload(resource_class, rows, by=by)
    record.decisions = decisions
    record.save()
    outcome = preview(record, resource_class).outcome
    assert [problem.message for problem in outcome.problems] == []
    return confirm(record, resource_class, by=by, promise=outcome.promise)


@pytest.mark.parametrize("seed", range(10))
def test_imports_undone_backwards_leave_nothing_behind(seed):
    chance, user = Random(seed), make_user()  # noqa: S311
    portal(chance)
    states, records = [], []
    for sheet in chance.choices([winners, agencies], k=3):
        states.append(dump())
        records.append(imported(*sheet(chance), user))
        assert dump() != states[-1]

    for record, before in zip(reversed(records), reversed(states), strict=True):
        undo(record, by=user)
        assert dump() == before


def meddle(chance):
    """Edit, delete and add rows as staff do; the rows that nobody may lose by an undo."""
    mine = set()
    for winner in chance.sample(list(Winner.objects.all()), 3):
        winner.rank = 7
        winner.save()
        mine.add(winner)
    mine.add(make_winner(chance.choice(list(Category.objects.all()))))
    chance.choice(list(Winner.objects.exclude(pk__in=[winner.pk for winner in mine]))).delete()
    return {winner.pk: Winner.objects.filter(pk=winner.pk).values().get() for winner in mine}


@pytest.mark.parametrize("seed", range(10))
def test_what_staff_did_since_outlives_an_undo_and_leads_nowhere_wrong(seed):
    chance, user = Random(seed), make_user()  # noqa: S311
    portal(chance)
    record = imported(*winners(chance), user)
    mine = meddle(chance)
    left = {pk for model, pk in Plan(record).conflicts if model is Winner}

    try:
        undo(record, by=user)
    except Refused:
        assert Plan(record).doing == {}

    assert {pk: Winner.objects.filter(pk=pk).values().get() for pk in mine} == mine
    assert left == {pk for model, pk in Plan(record).conflicts if model is Winner}
    connection.check_constraints()

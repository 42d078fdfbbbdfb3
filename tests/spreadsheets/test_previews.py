"""A kept preview shows what the one just worked out shows."""

import os
import time
from dataclasses import fields

import pytest
from django.utils import translation

from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets import previews
from awardsportal.spreadsheets.importing import discard, preview
from awardsportal.spreadsheets.outcomes import Outcome
from awardsportal.spreadsheets.templatetags.spreadsheets import in_cell
from awardsportal.thai.text import fold
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_user, make_winner
from tests.spreadsheets.imports import upload

pytestmark = pytest.mark.django_db

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "คะแนน", "วันที่จัดพิธี", "หมายเหตุ"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def record():
    """An upload of which there is something of everything to say."""
    award = make_award(code="dg")
    known = make_winner(make_category(make_ceremony(2026, held_on=None), award=award, title_th="ก"), score=90)
    make_agency("กรมสรรพากร", code="rd")
    told = ["3 ธ.ค. 69", ""]
    rows = [
        HEADINGS,
        [2569, "ก", "dg", "กรม", known.agency.name_th, "95", *told],
        [2569, "ก", "dg", "กรม", "กรมสรรพกร", "1", *told],
        [2569, "ข", "dg", "กรม", "rd", "มาก", *told],
        [2569, "ค", "dg", "กรม", "rd", "0.5", *told],
        [2569, "ค", "dg", "กรม", "ใหม่", "", *told],
    ]
    record = upload(WinnerResource, rows, by=make_user())
    record.decisions = {"agency": {fold("ใหม่"): {"new": {"code": "?", "name_th": "กรมใหม่"}}}}
    record.save()
    return record


def told(outcome):
    """Everything that an outcome says, as pages show it."""
    plain = {field.name: getattr(outcome, field.name) for field in fields(Outcome)}
    for name in ("rows", "also"):
        plain[name] = [
            (
                row.number,
                row.kind,
                row.name,
                [(change.column, in_cell(change.old), in_cell(change.new)) for change in row.changes],
            )
            for row in plain[name]
        ]
    plain["questions"] = [
        (each.name, each.heading, each.text, each.rows, list(each.proposals), each.new and each.new.as_div())
        for each in plain["questions"]
    ]
    return plain | {name: getattr(outcome, name) for name in ("counts", "changes_nothing", "promise")}


def test_nothing_is_lost_by_keeping(record):
    outcome = preview(record, WinnerResource).outcome
    assert all(
        (outcome.problems, outcome.warnings, outcome.questions, outcome.also, outcome.echoes, outcome.rows)
    )

    previews.work_out(record, WinnerResource)

    assert told(previews.kept(record)) == told(outcome)


def test_only_what_was_worked_out_from_the_same_is_taken(record):
    previews.work_out(record, WinnerResource)

    assert previews.kept(record)
    with translation.override("th"):
        assert previews.kept(record) is None
    record.leaves_out_errors = True
    assert previews.kept(record) is None
    record.leaves_out_errors = False
    previews.forget(record)
    assert previews.kept(record) is None


def test_a_preview_of_an_hour_ago_is_worked_out_anew(record):
    previews.work_out(record, WinnerResource)
    an_hour_ago = time.time() - 60 * 60 - 1
    os.utime(previews.kept_file(record), (an_hour_ago, an_hour_ago))

    assert previews.kept(record) is None


def test_what_is_kept_goes_with_the_upload(record, settings):
    previews.work_out(record, WinnerResource)
    kept = previews.kept_file(record)
    assert kept.stat().st_mode & 0o777 == 0o600

    discard(record)

    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []

"""Every file of the corpus comes to what it must, and to all of that or nothing."""

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from agencies.models import Agency, AgencyName
from awards.models import Award, Category, Ceremony, Winner
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets.importing import Refused, confirm, preview, receive
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_name
from tests.spreadsheets.corpus import layouts, refusals, texts, values
from tests.spreadsheets.corpus.cases import TITLE

pytestmark = pytest.mark.django_db

CASES = [(name, case) for module in (texts, layouts, values, refusals) for name, case in module.CASES.items()]


@pytest.fixture(autouse=True)
def _world():
    make_category(make_ceremony(2026), title_th=TITLE, award=make_award(code="dg"))
    make_agency("กรมสรรพากร")
    make_agency("กรมศุลกากร")
    make_name(make_agency("สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"), "สพร.")
    with translation.override("en"):
        yield


def stored():
    """How many rows there are of all that an import may write."""
    models = (Ceremony, Category, Award, Winner, Agency, AgencyName)
    return {model: (model._base_manager.count(), model.history.count()) for model in models}


def expect_refusal(upload, why):
    before = stored()
    with pytest.raises(UnreadableFile) as refusal:
        upload()
    assert str(refusal.value)[: len(why)] == why
    assert (stored(), SpreadsheetImport.objects.count()) == (before, 0)


def expect_problems(seen, problems):
    found = [
        (problem.row, problem.column, problem.value, problem.message) for problem in seen.outcome.problems
    ]
    begun = [
        (*cell, message[: len(why)]) for (*cell, message), (*_cell, why) in zip(found, problems, strict=False)
    ]
    assert begun == [*problems], found
    before = stored()
    with pytest.raises(Refused):
        confirm(seen.record, WinnerResource, by=None, promise=seen.outcome.promise)
    assert stored() == before


def expect_winners(seen, won):
    assert seen.outcome.problems == []
    confirm(seen.record, WinnerResource, by=None, promise=seen.outcome.promise)
    found = {winner.agency.name_th: winner.score for winner in Winner.objects.all()}
    assert {name: score and float(score) for name, score in found.items()} == won


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES])
def test_the_file_comes_to_what_it_must(case):
    file = ContentFile(case.make(), case.name)

    def upload():
        return receive(file, resource_class=WinnerResource, by=None, sheet=case.sheet)

    if case.refused:
        expect_refusal(upload, case.refused)
        return
    record, before = upload(), stored()
    seen = preview(record, WinnerResource)
    assert stored() == before
    assert tuple(row.number for row in seen.table.rows) == case.rows
    assert tuple(seen.table.remarks) == case.remarks
    if case.problems:
        expect_problems(seen, case.problems)
    else:
        expect_winners(seen, case.won)

"""What is not sure in a sheet of winners: it is asked on the preview, decided there, and remembered."""

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from agencies.models import Agency, AgencyName, Kind, NameKind
from awards import roles
from awards.models import Winner
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets import decisions, importing
from awardsportal.spreadsheets.outcomes import Decision, Proposal
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_name, make_user
from tests.spreadsheets.files import make_csv

pytestmark = pytest.mark.django_db

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "หน่วยงาน"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def category():
    return make_category(make_ceremony(2026), title_th="Data Governance", award=make_award(), quota=2)


def upload(*agencies, by=None):
    """An upload of winners of the category, by the names of their agencies."""
    rows = [["2569", "Data Governance", name] for name in agencies]
    file = ContentFile(make_csv([HEADINGS, *rows]), "ผล.csv")
    return importing.receive(file, resource_class=WinnerResource, by=by or make_user(roles.DATA_ENTRY))


def outcome(record):
    record.refresh_from_db()
    return importing.preview(record, WinnerResource).outcome


def save(record):
    return importing.confirm(record, WinnerResource, by=None, promise=outcome(record).promise)


def is_it(record, text, code):
    decisions.decide(record, {"decide": "agency", "text": text, "is": code})


def test_a_text_that_is_not_sure_is_asked_once_for_all_its_rows(category):
    make_agency("กรมสรรพากร", code="rd", parent=make_agency("กระทรวงการคลัง", kind=Kind.MINISTRY))
    make_agency("กรมที่ดิน")

    seen = outcome(upload("กรมสรพากร", "กรมที่ดิน", "กรมสรพากร"))

    (question,) = seen.questions
    assert (question.text, question.rows) == ("กรมสรพากร", [2, 4])
    assert question.proposals[0] == Proposal("rd", "กรมสรรพากร", "rd · กระทรวงการคลัง")
    assert [(problem.row, problem.asks) for problem in seen.problems] == [(2, True), (4, True)]


def test_a_decision_holds_for_all_rows_and_is_learnt_as_an_alias(category):
    tax = make_agency("กรมสรรพากร", code="rd")
    record = upload("กรมสรพากร")
    is_it(record, "กรมสรพากร", "rd")

    seen = outcome(record)

    assert (seen.problems, seen.questions) == ([], [])
    assert seen.decisions == [Decision("agency", "หน่วยงาน", "กรมสรพากร", "กรมสรรพากร")]
    assert [other.name for other in seen.also] == ["other name: “กรมสรพากร” stands for กรมสรรพากร"]
    save(record)
    winner, alias = Winner.objects.get(), AgencyName.objects.get()
    assert (winner.agency, winner.agency_name_th) == (tax, "กรมสรรพากร")
    assert (alias.agency, alias.kind, alias.name) == (tax, NameKind.ALIAS, "กรมสรพากร")
    assert alias.history.get().spreadsheet_import == record
    assert outcome(upload("กรมสรพากร")).changes_nothing


def test_an_ambiguous_abbreviation_proposes_all_and_is_not_learnt_twice(category):
    roads, coast = make_agency("กรมทางหลวงชนบท", code="drr"), make_agency("กรมทรัพยากรทางทะเล", code="dmcr")
    make_name(roads, "ทช.")
    make_name(coast, "ทช.")
    record = upload("ทช.")

    assert {proposal.value for proposal in outcome(record).questions[0].proposals} == {"drr", "dmcr"}

    is_it(record, "ทช.", "dmcr")
    save(record)
    assert (Winner.objects.get().agency, AgencyName.objects.count()) == (coast, 2)


def test_a_decision_can_be_taken_back(category):
    make_agency("กรมสรรพากร", code="rd")
    record = upload("กรมสรพากร")
    is_it(record, "กรมสรพากร", "rd")
    record.refresh_from_db()

    decisions.decide(record, {"decide": "agency", "text": "กรมสรพากร", "again": "1"})

    assert [question.text for question in outcome(record).questions] == ["กรมสรพากร"]


def test_what_was_decided_holds_for_the_mended_file_of_the_same_user(category):
    make_agency("กรมสรรพากร", code="rd")
    first = upload("กรมสรพากร", "กรมที่ไม่เคยมี")
    is_it(first, "กรมสรพากร", "rd")

    mended = outcome(upload("กรมสรพากร", by=first.uploaded_by))

    assert (mended.questions, [decision.text for decision in mended.decisions]) == ([], ["กรมสรพากร"])
    assert len(outcome(upload("กรมสรพากร")).questions) == 1


def test_a_new_agency_is_made_when_saving_with_what_it_needs(category):
    ministry = make_agency("กระทรวงใหม่", kind=Kind.MINISTRY)
    record = upload("กรมที่ไม่เคยมี")
    new = {"name_th": "กรมที่ไม่เคยมี", "code": "never-was", "kind": "DEPARTMENT", "parent": str(ministry.pk)}
    decisions.decide(record, {"decide": "agency", "text": "กรมที่ไม่เคยมี", "new": "1", **new})

    assert [other.name for other in outcome(record).also] == ["agency: กรมที่ไม่เคยมี (never-was)"]
    assert not Agency.objects.filter(code="never-was").exists()

    save(record)
    agency = Agency.objects.get(code="never-was")
    assert (agency.parent, Winner.objects.get().agency) == (ministry, agency)
    assert agency.history.get().spreadsheet_import == record


def test_a_new_agency_that_cannot_be_made_says_why_in_its_form(category):
    make_agency(code="taken")
    record = upload("กรมที่ไม่เคยมี")
    decisions.decide(
        record,
        {
            "decide": "agency",
            "text": "กรมที่ไม่เคยมี",
            "new": "1",
            "name_th": "กรมที่ไม่เคยมี",
            "code": "taken",
            "kind": "",
        },
    )

    (question,) = outcome(record).questions

    assert set(question.new.errors) == {"code", "kind"}


@pytest.mark.parametrize("decision", [{"is": "no-such-code"}, {"is": ""}, {"new": "1"}])
def test_a_decision_that_leads_nowhere_is_asked_again(category, decision):
    record = upload("กรมที่ไม่เคยมี")
    decisions.decide(record, {"decide": "agency", "text": "กรมที่ไม่เคยมี", **decision})

    assert len(outcome(record).questions) == 1


def test_rows_with_problems_are_left_out_only_when_the_user_says_so(category):
    make_agency("กรมสรรพากร")
    record = upload("กรมสรรพากร", "กรมที่ไม่เคยมี")
    assert not importing.preview(record, WinnerResource).can_be_confirmed

    decisions.leave_out(record, errors=True)

    seen = outcome(record)
    assert (seen.counts["new"], seen.counts["left_out"], seen.problems) == (1, 1, [])
    assert [problem.row for problem in seen.left_out] == [3]
    save(record)
    assert [winner.agency_name_th for winner in Winner.objects.all()] == ["กรมสรรพากร"]


def test_more_winners_than_announced_are_a_warning_that_does_not_stop(category):
    seen = outcome(upload(*(make_agency().name_th for _n in range(3))))

    assert [(warning.row, warning.column, warning.message) for warning in seen.warnings] == [
        (4, "ประเภทรางวัล", "The category has 2 awards; this is one more. Check the list and the number.")
    ]
    assert seen.problems == []


def test_winners_that_the_file_does_not_have_stay_and_are_said(category):
    first, second = make_agency(), make_agency()
    save(upload(first.name_th, second.name_th))

    seen = outcome(upload(first.name_th))

    assert [(row.kind, row.name) for row in seen.rows if row.kind == "absent"] == [
        ("absent", f"{second.name_th} – Data Governance")
    ]
    assert seen.changes_nothing


def test_the_pages_decide_with_a_click_and_lead_back_to_the_preview(category, client):
    make_agency("กรมสรรพากร", code="rd")
    record = upload("กรมสรพากร")
    client.force_login(record.uploaded_by)
    address = f"/en/admin/awards/winner/import/{record.pk}/"

    html = client.get(address).content.decode()
    assert "It is กรมสรรพากร" in html
    assert "Confirm and save" not in html
    client.post(address, {"decide": "agency", "text": "กรมสรพากร", "is": "rd"})

    html = client.get(address).content.decode()
    assert "“กรมสรพากร” is กรมสรรพากร" in html
    assert "Confirm and save" in html


@pytest.mark.parametrize(
    ("show", "numbers"), [("", ["2", "3"]), ("new", ["2", "3"]), ("errors", []), ("ghost", [])]
)
def test_the_rows_of_the_preview_are_filtered_by_what_becomes_of_them(category, client, show, numbers):
    record = upload(make_agency().name_th, make_agency().name_th)
    client.force_login(record.uploaded_by)

    response = client.get(f"/en/admin/awards/winner/import/{record.pk}/?show={show}&page=7")

    assert [str(row.number) for row in response.context["page"]] == numbers


def titled(*titles):
    """An upload of one new agency for each title of a category."""
    rows = [["2569", title, make_agency().name_th, "กรม", "dg"] for title in titles]
    file = ContentFile(make_csv([[*HEADINGS, "ระดับ", "รางวัล"], *rows]), "ผล.csv")
    return importing.receive(file, resource_class=WinnerResource, by=make_user(roles.DATA_ENTRY))


@pytest.fixture
def governed():
    return make_category(make_ceremony(2026), title_th="รางวัลธรรมาภิบาลข้อมูล", award=make_award(code="dg"))


def test_a_title_with_a_slip_in_it_is_asked_about_and_not_made(governed):
    seen = outcome(titled("รางวัลธรรมาภิบาลข้อมล", "รางวัลธรรมภิบาลข้อมูล"))

    assert [(question.text, question.proposals) for question in seen.questions] == [
        ("รางวัลธรรมาภิบาลข้อมล", [Proposal("รางวัลธรรมาภิบาลข้อมูล", "รางวัลธรรมาภิบาลข้อมูล")]),
        ("รางวัลธรรมภิบาลข้อมูล", [Proposal("รางวัลธรรมาภิบาลข้อมูล", "รางวัลธรรมาภิบาลข้อมูล")]),
    ]
    assert seen.also == []


@pytest.mark.parametrize("title", ["รางวัลธรรมาภิบาลข้อมูล 2", "รางวัลบุคลากรดิจิทัล"])
def test_a_title_that_differs_by_a_number_or_by_much_is_a_new_category(governed, title):
    seen = outcome(titled(title))

    assert (seen.questions, [other.kind for other in seen.also]) == ([], ["new"])


def test_the_user_decides_which_category_a_title_is(governed):
    record = titled("รางวัลธรรมาภิบาลข้อมล")
    decisions.decide(record, {"decide": "title_th", "text": "รางวัลธรรมาภิบาลข้อมล", "is": "รางวัลธรรมาภิบาลข้อมูล"})

    save(record)

    assert Winner.objects.get().category == governed


def test_the_user_decides_that_a_title_is_a_new_category(governed):
    record = titled("รางวัลธรรมาภิบาลข้อมล")
    decisions.decide(record, {"decide": "title_th", "text": "รางวัลธรรมาภิบาลข้อมล", "new": "1"})

    save(record)

    assert Winner.objects.get().category.title_th == "รางวัลธรรมาภิบาลข้อมล"


def test_a_decision_taken_in_another_window_since_the_preview_is_not_saved_unseen(category):
    record = upload("กรมที่ไม่เคยมี")
    new = {"decide": "agency", "text": "กรมที่ไม่เคยมี", "new": "1", "name_th": "กรมที่ไม่เคยมี", "kind": "OTHER"}
    decisions.decide(record, new | {"code": "seen"})
    promise = outcome(record).promise
    decisions.decide(record, new | {"code": "unseen"})

    with pytest.raises(importing.Refused):
        importing.confirm(record, WinnerResource, by=None, promise=promise)
    assert not Agency.objects.filter(code="unseen").exists()

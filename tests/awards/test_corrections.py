from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from agencies.models import NameKind
from awards.correcting import corrections
from awards.correcting.fields import CORRECTABLE
from awards.models import Category, Ceremony, Correction, Photo, Recipient, Survey, Winner
from awards.models.winners import NAME_REMOVED
from awards.publishing import Refused
from awards.records import record_of
from awardsportal.audit.models import Event
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_finding,
    make_name,
    make_user,
    make_winner,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ceremony():
    return make_ceremony(2020, release_at=YESTERDAY, venue_th="ทำเนียบรัฐบาล")


@pytest.fixture
def category(ceremony):
    return make_category(ceremony, title_th="ธรรมาภิบาลข้อมูล", title_en="Data Governance")


@pytest.fixture
def by():
    return make_user(first_name="มานี")


def correct(row, by, **values):
    return corrections.correct(row, values=values, note_th="แก้ให้ถูก", by=by)


def kept(correction):
    """The changes as they stand in the database."""
    correction.refresh_from_db()
    return [(change["model"], change["field"], change["old"], change["new"]) for change in correction.changes]


def test_a_correction_keeps_each_value_as_it_was_and_as_it_is(category, by):
    winner = make_winner(category, rank=1, score=Decimal("90"), source="เอกสาร")

    correction = corrections.correct(
        winner,
        values={"rank": 2, "score": Decimal("98.5"), "source": "เอกสาร"},
        note_th=" อันดับผิด ",
        note_en="The rank was wrong",
        why="หนังสือ นร 0101",
        by=by,
    )

    winner.refresh_from_db()
    assert (winner.rank, winner.score) == (2, Decimal("98.50"))
    assert kept(correction) == [("awards.winner", "rank", 1, 2), ("awards.winner", "score", "90.00", "98.50")]
    assert (correction.kind, correction.ceremony, correction.winner) == (
        "CORRECTED",
        category.ceremony,
        winner,
    )
    assert (correction.note_th, correction.note_en, correction.why, correction.corrected_by) == (
        "อันดับผิด",
        "The rank was wrong",
        "หนังสือ นร 0101",
        by,
    )


def test_the_history_holds_both_versions_and_the_note(category, by):
    winner = make_winner(category, rank=1)

    corrections.correct(winner, values={"rank": 2}, note_th="ก" * 500, by=by)

    after, before = winner.history.all()
    assert (after.rank, after.history_user, after.history_change_reason) == (2, by, "ก" * 500)
    assert before.rank == 1


def test_what_is_corrected_is_logged(category, by):
    winner = make_winner(category, rank=1)

    correction = correct(winner, by, rank=2)

    event = Event.objects.get()
    assert (event.what, event.by, event.model, event.key) == (
        "CORRECTED",
        by,
        "awards.winner",
        str(winner.pk),
    )
    assert event.details == {"correction": correction.pk}


def rows_of(ceremony):
    """One of everything that may be corrected, each with a change."""
    winner = make_winner(make_category(ceremony, title_th="ธรรมาภิบาลข้อมูล", title_en="Data Governance"))
    finding = make_finding(ceremony, "บริการภาครัฐ", place=1)
    photo = Photo.objects.create(ceremony=ceremony, width=10, height=10, alt_th="คนยืน")
    return [
        (ceremony, {"held_on": date(2020, 12, 4)}, ""),
        (winner, {"received_by": "นายสมชาย ใจดี"}, ""),
        (winner.category, {"quota": 3}, "Data Governance · Department level"),
        (finding.indicator.survey, {"population": 1928}, "Survey"),
        (finding.indicator, {"title_en": "Public Services"}, ""),
        (finding, {"place": 2}, "Public Services · Department level"),
        (photo, {"alt_th": "คนสองคนยืน"}, "Photo"),
    ]


def test_all_that_is_released_may_be_corrected_and_is_called_as_it_was(ceremony, by):
    for row, values, subject in rows_of(ceremony):
        correction = correct(row, by, **values)

        row.refresh_from_db()
        assert {name: getattr(row, name) for name in values} == values
        assert (correction.ceremony, correction.subject_en) == (ceremony, subject)


def test_a_photo_of_a_winner_is_corrected_on_the_page_of_the_winner(category, by):
    winner = make_winner(category)
    photo = Photo.objects.create(winner=winner, width=10, height=10, caption_en="On stage")

    correction = correct(photo, by, caption_en="On the stage")

    assert (correction.winner, correction.subject_en) == (winner, "Photo · On stage")


def test_a_subject_is_cut_to_what_a_correction_holds(ceremony, by):
    category = make_category(ceremony, title_th="ก" * 300)

    assert len(correct(category, by, quota=3).subject_th) == 300


@pytest.mark.parametrize("release", [{}, {"state": "IN_REVIEW"}, {"release_at": LATER}])
def test_only_what_is_released_is_corrected(release, by):
    winner = make_winner(make_category(make_ceremony(**release)), rank=1)
    other = Winner(category=winner.category, agency=make_agency())

    for act in (
        lambda: correct(winner, by, rank=2),
        lambda: corrections.add(other, note_th="ตกหล่น", by=by),
        lambda: corrections.withdraw(winner, note_th="ขาดคุณสมบัติ", by=by),
        lambda: corrections.reinstate(winner, note_th="ผิดพลาด", by=by),
    ):
        with pytest.raises(Refused, match=r"mended|ร่าง"):
            act()

    winner.refresh_from_db()
    assert (winner.rank, winner.withdrawn_at) == (1, None)
    assert not Correction.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("note", ["", "  ", "\u200b"])
def test_a_correction_without_a_note_in_thai_is_refused(category, by, note):
    winner = make_winner(category, rank=1)

    with pytest.raises(ValidationError) as refusal:
        corrections.correct(winner, values={"rank": 2}, note_th=note, note_en="Rank", by=by)

    assert list(refusal.value.message_dict) == ["note_th"]
    winner.refresh_from_db()
    assert (winner.rank, winner.history.count(), Correction.objects.count()) == (1, 1, 0)


def test_nothing_changed_is_refused(category, by):
    winner = make_winner(category, score=Decimal("98.50"), citation_th="ดีเด่น")

    with pytest.raises(Refused):
        correct(winner, by, score="98.5", citation_th=" ดีเด่น ", rank=None)

    assert (winner.history.count(), Correction.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"score": "100.01"},
        {"score": "มาก"},
        {"rank": 0},
        {"rank": 100_000},
        {"agency": None},
        {"category": None},
    ],
)
def test_what_no_form_takes_no_correction_takes(category, by, values):
    winner = make_winner(category, rank=1)

    with pytest.raises(ValidationError) as refusal:
        correct(winner, by, **values)

    assert list(refusal.value.message_dict) in (list(values), ["__all__"])
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "values", [{"ref": "x"}, {"withdrawn_at": YESTERDAY}, {"anonymised_at": None}, {"pk": 1}, {"nothing": 1}]
)
def test_what_is_no_fact_is_never_corrected(category, by, values):
    with pytest.raises(Refused):
        correct(make_winner(category), by, rank=2, **values)


def test_no_address_year_or_release_is_a_fact():
    fixed = {"id", "pk", "slug", "year", "ref", "state", "release_at", "ceremony", "survey", "indicator"}

    assert {name for names in CORRECTABLE.values() for name in names} & fixed == set()


def test_the_contact_of_an_office_does_not_enter_by_a_correction(category, by):
    winner = make_winner(category)

    with pytest.raises(ValidationError) as refusal:
        correct(winner, by, citation_th="ติดต่อ 02 612 6000")
    assert list(refusal.value.message_dict) == ["citation_th"]

    with pytest.raises(ValidationError) as refusal:
        corrections.correct(winner, values={"rank": 1}, note_th="แจ้งโดย a@example.go.th", by=by)
    assert list(refusal.value.message_dict) == ["note_th"]


def test_a_winner_of_another_agency_gets_the_names_of_that_agency_on_the_day(category, by):
    winner = make_winner(category, agency=make_agency("กรมหนึ่ง", name_en="One"))
    other = make_agency("กรมใหม่", name_en="New")
    make_name(other, "กรมเก่า", kind=NameKind.FORMER, used_until_on=date(2022, 1, 1))

    correction = correct(winner, by, agency=other, agency_name_th="กรมหนึ่ง", agency_name_en="One")

    assert kept(correction) == [
        ("awards.winner", "agency", winner.agency.pk, other.pk),
        ("awards.winner", "agency_name_th", "กรมหนึ่ง", "กรมเก่า"),
        ("awards.winner", "agency_name_en", "One", ""),
    ]


def test_the_names_typed_with_another_agency_stand(category, by):
    winner = make_winner(category, agency=make_agency("กรมหนึ่ง", name_en="One"))

    correct(winner, by, agency=make_agency("กรมสอง"), agency_name_th="กรม ๒", agency_name_en="One")

    winner.refresh_from_db()
    assert (winner.agency_name_th, winner.agency_name_en) == ("กรม ๒", "")


def test_a_winner_may_be_put_in_another_category_of_its_ceremony_only(ceremony, category, by):
    winner, other = make_winner(category), make_category(ceremony)

    with pytest.raises(ValidationError) as refusal:
        correct(winner, by, category=make_category())
    assert list(refusal.value.message_dict) == ["category"]

    assert kept(correct(winner, by, category=other)) == [("awards.winner", "category", category.pk, other.pk)]


def test_two_winners_do_not_become_one_by_a_correction(category, by):
    one, other = make_winner(category), make_winner(category)

    with pytest.raises(ValidationError):
        correct(one, by, agency=other.agency)


def test_a_name_that_was_removed_does_not_come_back(ceremony, by):
    award = make_award(recipient=Recipient.PERSON)
    category = make_category(ceremony, award=award, level="PERSON")
    winner = make_winner(category, anonymised_at=YESTERDAY, **NAME_REMOVED)

    for name in ("person_given_th", "person_family_th", "person_title_en", "person_given_en"):
        with pytest.raises(Refused):
            correct(winner, by, **{name: "รื่นวดี"})

    correct(winner, by, position_th="เลขาธิการ")
    winner.refresh_from_db()
    assert winner.position_th == "เลขาธิการ"


def test_two_who_correct_the_same_are_recorded_one_after_the_other(category, by):
    winner = make_winner(category, rank=1)
    same = Winner.objects.get(pk=winner.pk)

    correct(winner, by, rank=2)
    with pytest.raises(Refused):
        correct(same, by, rank=2)
    correct(same, by, rank=3)

    assert [kept(correction) for correction in Correction.objects.order_by("pk")] == [
        [("awards.winner", "rank", 1, 2)],
        [("awards.winner", "rank", 2, 3)],
    ]


def test_what_is_gone_is_refused(ceremony, by):
    survey = Survey.objects.create(ceremony=ceremony)
    Survey.objects.all().delete()

    with pytest.raises(Refused):
        correct(survey, by, population=1)


def test_a_forgotten_winner_comes_last_and_is_told(category, by):
    first = make_winner(category, order=7)
    winner = Winner(category=category, agency=make_agency("กรมที่ตกหล่น"))

    correction = corrections.add(winner, note_th="ตกหล่น", by=by)

    winner = Winner.objects.published().get(agency__name_th="กรมที่ตกหล่น")
    assert list(category.winners.in_order()) == [first, winner]
    assert (correction.kind, correction.winner, correction.changes) == ("ADDED", winner, [])
    assert (winner.agency_name_th, winner.history.get().history_change_reason) == ("กรมที่ตกหล่น", "ตกหล่น")
    assert Event.objects.get().key == str(winner.pk)


def test_no_winner_is_added_twice_or_in_an_impossible_way(category, by):
    known = make_winner(category)

    for winner in (
        Winner(category=category, agency=known.agency),
        Winner(category=category, agency=make_agency(), score=101),
        Winner(category=category, agency=make_agency(), person_given_th="รื่นวดี"),
        Winner(category=category),
        Winner(category=category, agency=make_agency(), source="a@example.go.th"),
    ):
        with pytest.raises(ValidationError):
            corrections.add(winner, note_th="ตกหล่น", by=by)

    assert Winner.objects.get() == known


@pytest.fixture
def years():
    """Three editions in which one agency won the same award each time."""
    agency, award = make_agency("กรมหนึ่ง"), make_award()
    for year in (2018, 2019, 2020):
        edition = make_ceremony(year, release_at=YESTERDAY, awards_given=1)
        make_winner(make_category(edition, award=award), agency=agency)
    return agency


def test_counts_and_streaks_follow_a_withdrawal_and_its_end(years, by):
    winner = Winner.objects.get(category__ceremony__year=2019)

    def told():
        record = record_of(years)
        return record.own.total, [streak.years for streak in record.streaks if streak.award is None]

    assert told() == (3, [(2018, 2019, 2020)])

    corrections.withdraw(winner, note_th="ขาดคุณสมบัติ", by=by)
    assert told() == (2, [])

    corrections.reinstate(winner, note_th="เพิกถอนผิดราย", by=by)
    assert told() == (3, [(2018, 2019, 2020)])


def test_a_withdrawal_is_told_with_its_reason_and_once_only(category, by):
    winner = make_winner(category)

    correction = corrections.withdraw(winner, note_th="ขาดคุณสมบัติ", note_en="Not eligible", why="มติที่ 3", by=by)

    winner.refresh_from_db()
    assert (winner.withdrawn_at, winner.withdrawn_why_th, winner.withdrawn_why_en) == (
        correction.corrected_at,
        "ขาดคุณสมบัติ",
        "Not eligible",
    )
    assert (correction.kind, correction.note_th, correction.note_en, correction.why) == (
        "WITHDRAWN",
        "ขาดคุณสมบัติ",
        "Not eligible",
        "มติที่ 3",
    )
    assert winner.history.first().history_change_reason == "ขาดคุณสมบัติ"
    assert Event.objects.get().what == "WITHDREW"
    with pytest.raises(Refused):
        corrections.withdraw(winner, note_th="อีกครั้ง", by=by)


@pytest.mark.parametrize("why", ["", " "])
def test_a_withdrawal_without_a_reason_in_thai_is_refused(category, by, why):
    winner = make_winner(category)

    with pytest.raises(ValidationError):
        corrections.withdraw(winner, note_th=why, note_en="Not eligible", by=by)

    winner.refresh_from_db()
    assert winner.withdrawn_at is None


def test_a_withdrawal_that_was_a_mistake_is_taken_back_and_both_stay_told(category, by):
    winner = make_winner(category)
    with pytest.raises(Refused):
        corrections.reinstate(winner, note_th="ผิดราย", by=by)
    corrections.withdraw(winner, note_th="ขาดคุณสมบัติ", by=by)

    corrections.reinstate(winner, note_th="ผิดราย", by=by)

    winner.refresh_from_db()
    assert (winner.withdrawn_at, winner.withdrawn_why_th) == (None, "")
    assert [(each.kind, each.note_th) for each in winner.corrections.all()] == [
        ("REINSTATED", "ผิดราย"),
        ("WITHDRAWN", "ขาดคุณสมบัติ"),
    ]
    assert list(Event.objects.values_list("what", flat=True)) == ["REINSTATED", "WITHDREW"]


def test_models_that_may_be_corrected_name_fields_of_theirs():
    for model, names in CORRECTABLE.items():
        assert [model._meta.get_field(name).name for name in names] == list(names)
    assert {Ceremony, Category, Winner} <= CORRECTABLE.keys()

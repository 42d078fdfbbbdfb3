"""What is found with a ceremony before its release."""

from datetime import date

import pytest
from django.utils import translation

from awards.checks import problems_with
from awards.models import Ceremony, Finding, Indicator, Photo, Recipient, Survey
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_winner

pytestmark = pytest.mark.django_db

COMPLETE = {
    "venue_th": "ตึกสันติไมตรี",
    "venue_en": "Santi Maitri Building",
    "presider_th": "พลเอก ประยุทธ์ จันทร์โอชา",
    "presider_en": "General Prayut Chan-o-cha",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def ceremony():
    """One with which there is no problem."""
    ceremony = make_ceremony(2020, **COMPLETE)
    add_winner(ceremony)
    return ceremony


def add_category(ceremony, **fields):
    """A category that lacks nothing but winners."""
    return make_category(ceremony, **({"title_th": "ดีเด่น", "title_en": "Excellent"} | fields))


def add_winner(place, name="กรมสรรพากร", **fields):
    """A winner that lacks nothing, of a category or of a new one of a ceremony."""
    category = add_category(place) if isinstance(place, Ceremony) else place
    agency = fields.pop("agency", None) or make_agency(name, name_en=f"In English {name}")
    return make_winner(category, agency=agency, **({"source": "รายงานการประชุม"} | fields))


def found(ceremony):
    """The problems, as (what, text, rows), with an asterisk at those that stop."""
    return [
        (problem.code + "*" * problem.stops, problem.text, list(problem.rows))
        for problem in problems_with(ceremony)
    ]


def test_nothing_is_wrong_with_a_complete_ceremony(ceremony):
    assert found(ceremony) == []


def test_a_ceremony_without_categories_or_winners_stops():
    ceremony = make_ceremony(2020, **COMPLETE)
    assert found(ceremony) == [("no_category*", "It has no categories yet.", [ceremony])]

    add_category(ceremony)
    assert found(ceremony) == [("no_winner*", "It has no winners yet.", [ceremony])]


def test_a_category_without_winners_is_told_once(ceremony):
    empty = add_category(ceremony, title_th="ว่าง", quota=3)

    assert found(ceremony) == [("empty_category", "“ว่าง · Department level” has no winners.", [empty])]


def test_the_day_stops_and_venue_and_presider_are_missed():
    ceremony = make_ceremony(2020, held_on=None)
    add_winner(ceremony)

    assert found(ceremony) == [
        ("no_day*", "The day of the ceremony is missing.", [ceremony]),
        ("no_venue", "The venue is missing.", [ceremony]),
        ("no_presider", "Who presided is missing.", [ceremony]),
    ]


def test_fewer_and_more_winners_than_announced(ceremony):
    few, many = (add_category(ceremony, title_th=title, quota=2) for title in ("น้อย", "มาก"))
    add_winner(few, "กรมหนึ่ง")
    for name in ("กรมประมง", "กรมป่าไม้", "กรมศุลกากร"):
        add_winner(many, name)

    assert found(ceremony) == [
        ("quota", "“น้อย · Department level” has fewer winners than announced: 1 of 2.", [few]),
        ("quota", "“มาก · Department level” has more winners than announced: 3, and not 2.", [many]),
    ]


def test_sums_other_than_announced(ceremony):
    Ceremony.objects.update(awards_given=24, agencies_awarded=20)
    ceremony.refresh_from_db()

    assert found(ceremony) == [
        ("awards_given", "Awards announced: 24. Here: 1.", [ceremony]),
        ("agencies_awarded", "Agencies announced: 20. Here: 1.", [ceremony]),
    ]


def test_missing_english_is_one_problem_for_each_kind_of_thing(ceremony):
    Ceremony.objects.update(venue_en="", text_th="ข้อความ")
    ceremony.refresh_from_db()
    leader = make_award(recipient=Recipient.PERSON)
    category = add_category(ceremony, title_th="ผู้นำ", title_en="", heading_th="เฉพาะด้าน", award=leader)
    winner = add_winner(category, "กรมประมง", position_th="อธิบดี")
    type(winner.agency).objects.filter(pk=winner.agency_id).update(name_en="")
    lacking = ("given name", "family name", "position")
    survey = Survey.objects.create(ceremony=ceremony, text_th="ผล")
    indicator = Indicator.objects.create(survey=survey, code="1", title_th="นโยบาย")
    finding = Finding.objects.create(indicator=indicator, level="DEPARTMENT", text_th="ดี")

    assert found(ceremony) == [
        ("english", "Ceremonies without English (1): venue in English, text in English.", [ceremony]),
        (
            "english",
            "Categories without English (1): title of the year, in English, heading in English.",
            [category],
        ),
        (
            "english",
            f"Winners without English (1): {', '.join(f'{name} in English' for name in lacking)}.",
            [winner],
        ),
        ("english", "Agencies without English (1): name in English.", [winner.agency]),
        ("english", "Surveys without English (1): text in English.", [survey]),
        ("english", "Indicators without English (1): title in English.", [indicator]),
        ("english", "Findings without English (1): text in English.", [finding]),
    ]


def test_winners_without_a_source_are_told_together(ceremony):
    winners = [add_winner(ceremony.categories.get(), name, source="") for name in ("กรมประมง", "กรมป่าไม้")]

    assert found(ceremony) == [("no_source", "Winners without a source: 2.", winners)]


def test_persons_named_almost_alike_in_one_category(ceremony):
    leader = make_award(recipient=Recipient.PERSON)
    english = {"person_given_en": "A", "person_family_en": "B"}
    one, other = (add_category(ceremony, title_th=title, award=leader) for title in ("หนึ่ง", "สอง"))
    named = {"person_family_th": "สุวรรณมงคล", **english}
    first = add_winner(one, "กรมประมง", person_given_th="รื่นวดี", **named)
    twin = add_winner(one, "กรมป่าไม้", person_given_th="รืนวดี", **named)
    add_winner(one, "กรมศุลกากร", person_given_th="สุพจน์", person_family_th="เธียรวุฒิ", **english)
    add_winner(other, "กรมเจ้าท่า", person_given_th="รื่นวดี", **named)

    text = "Two winners of “หนึ่ง · Department level” have almost the same name: they may be one person."
    assert found(ceremony) == [("persons", text, [first, twin])]


def test_two_winners_that_are_probably_one_agency(ceremony):
    category = ceremony.categories.get()
    one = add_winner(category, "สำนักงานกองทุนน้ำมันเชื้อเพลิง").agency
    twin = add_winner(category, "สำนักงานกองทุนน้ำมันเชือเพลิง").agency
    make_agency("กรมสรรพากรณ์")

    text = f"“{one}” and “{twin}” may be one agency. Only marks above and below the letters differ."
    assert found(ceremony) == [("agencies", text, [one, twin])]


def test_an_agency_that_was_no_more_on_the_day(ceremony):
    gone = make_agency("สกว.", name_en="TRF", dissolved_on=date(2019, 5, 2))
    add_winner(ceremony.categories.get(), agency=gone)
    later = make_agency("ที่อื่น", name_en="Elsewhere", dissolved_on=date(2021, 1, 1))
    add_winner(ceremony.categories.get(), agency=later)

    text = "“สกว.” was dissolved before the ceremony, on 2 May 2019."
    assert found(ceremony) == [("dissolved", text, [gone])]


def test_a_photo_without_a_description_stops(ceremony):
    winner = ceremony.categories.get().winners.get()
    photos = [
        Photo.objects.create(width=10, height=10, **of) for of in ({"ceremony": ceremony}, {"winner": winner})
    ]
    Photo.objects.create(ceremony=ceremony, width=10, height=10, alt_th="พิธี", alt_en="The ceremony")

    assert found(ceremony) == [("no_alt*", "Photos without a description in Thai: 2.", photos)]


def test_a_contact_in_any_public_text_stops(ceremony):
    Ceremony.objects.update(text_th="ติดต่อ a@dga.or.th โทร. 02-612-6000", text_en="Ask us")
    ceremony.refresh_from_db()
    text = f"“{ceremony}”, text in Thai: take out a@dga.or.th, 02-612-6000. Contacts are never public."

    assert found(ceremony) == [("contacts*", text, [ceremony])]


def test_what_stops_comes_first(ceremony):
    Ceremony.objects.update(venue_th="", venue_en="", text_th="a@dga.or.th", text_en="Text")
    ceremony.refresh_from_db()

    assert [problem.stops for problem in problems_with(ceremony)] == [True, False]


def test_a_problem_has_another_key_once_it_is_another(ceremony):
    category = add_category(ceremony, title_th="น้อย", quota=3)
    add_winner(category, "กรมประมง")
    ((before,),) = [problems_with(ceremony)]

    with translation.override("th"):
        assert problems_with(ceremony)[0].key == before.key
    add_winner(category, "กรมป่าไม้")
    ((after,),) = [problems_with(ceremony)]

    assert (before.code, before.rows) == (after.code, after.rows)
    assert before.key != after.key


def test_the_number_of_queries_never_grows(
    ceremony, django_assert_num_queries, django_assert_max_num_queries
):
    category = add_category(ceremony, title_th="ผู้นำ", award=make_award(recipient=Recipient.PERSON))
    add_winner(category, "กรมประมง", source="")
    with django_assert_max_num_queries(20) as few:
        problems_with(Ceremony.objects.get())
    for number in range(30):
        add_winner(category, f"กรมพัฒนาที่ {number} ฝ่ายทดลอง", source="")
        add_category(ceremony, title_th=f"ประเภท {number}", title_en="")

    with django_assert_num_queries(len(few)):
        problems_with(Ceremony.objects.get())

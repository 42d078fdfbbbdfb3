import pytest
from django.utils import translation

from agencies.matching import Match, Recogniser, provinces_by_name, refusal
from agencies.models import Agency, Kind, NameKind
from tests.factories import make_agency, make_name, make_province

pytestmark = pytest.mark.django_db


def recognised(text):
    return Recogniser().recognise(text)


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("rd", "code"),
        ("กรมสรรพากร", "exact"),
        (" กรมสรรพากร\u200b ", "exact"),
        ("Revenue Department", "other name"),
        ("RD", "other name"),
        ("กรม สรรพากร", "fold"),
        ("revenue department", "fold"),
        ("R.D.", "fold"),
    ],
)
def test_an_agency_is_recognised_by_the_first_step_that_answers(typed, step):
    agency = make_agency("กรมสรรพากร", code="rd", name_en="Revenue Department")
    make_name(agency, "RD")

    assert recognised(typed) == Match(agency, step, "กรมสรรพากร")


@pytest.mark.parametrize("typed", ["สำนักงานคณะกรรมการวิจัยแห่งชาติ", "สำนักงาน คณะกรรมการวิจัยแห่งชาติ"])
def test_a_former_name_leads_to_todays_agency_and_stays_as_announced(typed):
    agency = make_agency("สำนักงานการวิจัยแห่งชาติ")
    make_name(agency, "สำนักงานคณะกรรมการวิจัยแห่งชาติ", NameKind.FORMER)

    match = recognised(typed)

    assert (match.agency, match.name) == (agency, "สำนักงานคณะกรรมการวิจัยแห่งชาติ")


def test_an_alias_leads_to_the_official_name():
    agency = make_agency("กรมสรรพากร")
    make_name(agency, "กรมสรรพกร", NameKind.ALIAS)

    assert recognised("กรมสรรพกร") == Match(agency, "other name", "กรมสรรพากร")


def test_an_abbreviation_of_two_agencies_is_not_sure_and_names_both():
    roads, coast = (
        make_agency("กรมทางหลวงชนบท", code="drr"),
        make_agency("กรมทรัพยากรทางทะเลและชายฝั่ง", code="dmcr"),
    )
    make_name(roads, "ทช.")
    make_name(coast, "ทช.")
    recogniser = Recogniser()

    match = recogniser.recognise("ทช.")

    assert match == Match(None, "other name", candidates=(roads, coast))
    with translation.override("en"):
        assert refusal("ทช.", match, recogniser) == (
            "This may be กรมทรัพยากรทางทะเลและชายฝั่ง (dmcr), กรมทางหลวงชนบท (drr). "
            "Type the full name or the code."
        )


def test_the_official_name_of_one_wins_over_the_abbreviation_of_another():
    official = make_agency("ทช.")
    make_name(make_agency("กรมทางหลวงชนบท"), "ทช.")

    assert recognised("ทช.").agency == official


@pytest.mark.parametrize("typed", ["เชียงใหม่", "จ.เชียงใหม่", "จ. เชียงใหม่", "จังหวัดเชียงใหม่"])
def test_a_province_is_recognised_without_its_title(typed):
    province = make_agency("จังหวัดเชียงใหม่", kind=Kind.PROVINCE)

    assert recognised(typed).agency == province


@pytest.mark.parametrize("where", [" จังหวัดนนทบุรี", " จ.นนทบุรี", ""])
def test_a_local_body_is_recognised_with_its_province_behind_it(where):
    nonthaburi = make_province(name_th="นนทบุรี")
    town = make_agency("เทศบาลเมืองพิมลราช", kind=Kind.TOWN, province=nonthaburi)

    assert recognised("เทศบาลเมืองพิมลราช" + where).agency == town


def test_a_local_body_is_not_recognised_with_another_province():
    make_agency("เทศบาลเมืองพิมลราช", kind=Kind.TOWN, province=make_province(name_th="นนทบุรี"))

    assert recognised("เทศบาลเมืองพิมลราช จังหวัดเลย").agency is None


def test_a_damaged_name_is_proposed_but_not_taken():
    tax = make_agency("กรมสรรพากร", code="rd")
    make_agency("สำนักงานปลัดกระทรวงพาณิชย์")
    recogniser = Recogniser()

    assert recogniser.recognise("กรมสรพากร") == Match(None)
    assert recogniser.nearest("กรมสรพากร") == [tax]
    with translation.override("en"):
        assert refusal("กรมสรพากร", Match(None), recogniser).startswith(
            "No agency has this name. Did you mean กรมสรรพากร (rd)?"
        )
        assert refusal("???", Match(None), recogniser) == (
            "No agency has this name. Type the official name in full, or add the agency first."
        )


def test_an_agency_that_is_not_saved_yet_can_be_learnt():
    recogniser, new = Recogniser(), Agency(code="new", name_th="กรมใหม่")
    recogniser.learn(new)

    assert recogniser.recognise("กรมใหม่").agency is recogniser.recognise("new").agency is new


def test_the_recogniser_asks_the_database_the_same_however_many_agencies_there_are(django_assert_num_queries):
    for _n in range(30):
        make_name(make_agency(), "ย่อ")

    with django_assert_num_queries(2):
        Recogniser().nearest("กรม")


def test_areas_go_by_name_title_and_code():
    area = make_province(name_th="เชียงใหม่", name_en="Chiang Mai", code="50")

    assert provinces_by_name([area]) == dict.fromkeys(
        ["เชียงใหม่", "จังหวัดเชียงใหม่", "จเชียงใหม่", "chiangmai", "50"], area
    )

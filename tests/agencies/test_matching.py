import pytest
from django.db import connection
from django.utils import translation

from agencies.matching import Candidate, Match, Recogniser, propose, provinces_by_name, recognise, refusal
from agencies.models import Agency, Kind, NameKind
from tests.factories import make_agency, make_name, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["one", "many"])
def recognised(request):
    """Recognises a text alone, or as one of many: both must lead to the same."""
    return recognise if request.param == "one" else lambda text: Recogniser().recognise(text)


@pytest.fixture
def tax():
    ministry = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    make_name(ministry, "กค.")
    agency = make_agency("กรมสรรพากร", code="rd", name_en="Revenue Department", parent=ministry)
    make_name(agency, "RD")
    return agency


def proposed(match):
    """The agencies of a Match that is not sure."""
    assert match.agency is None
    return [candidate.agency for candidate in match.candidates]


@pytest.mark.parametrize(
    ("typed", "step", "name"),
    [
        ("rd", "code", ""),
        ("กรมสรรพากร", "exact", "กรมสรรพากร"),
        (" กรมสรรพากร\u200b ", "exact", "กรมสรรพากร"),
        ("Revenue Department", "other name", ""),
        ("RD", "other name", ""),
        ("กรม สรรพากร", "fold", "กรมสรรพากร"),
        ("revenue department", "fold", ""),
        ("R.D.", "fold", ""),
    ],
)
def test_an_agency_is_recognised_by_the_first_step_that_answers(recognised, tax, typed, step, name):
    match = recognised(typed)

    assert match == Match((Candidate(tax, step, 1, name),))
    assert (match.agency, match.step, match.name) == (tax, step, name)


# Names then and now


@pytest.mark.parametrize("typed", ["สำนักงานคณะกรรมการวิจัยแห่งชาติ", "สำนักงาน คณะกรรมการวิจัยแห่งชาติ"])
def test_a_former_name_leads_to_todays_agency_and_stays_as_announced(recognised, typed):
    agency = make_agency("สำนักงานการวิจัยแห่งชาติ")
    make_name(agency, "สำนักงานคณะกรรมการวิจัยแห่งชาติ", NameKind.FORMER)

    match = recognised(typed)

    assert (match.agency, match.name) == (agency, "สำนักงานคณะกรรมการวิจัยแห่งชาติ")


@pytest.mark.parametrize(("typed", "kind"), [("สรอ.", NameKind.FORMER), ("กรมสรรพกร", NameKind.ALIAS)])
def test_a_former_abbreviation_and_an_alias_are_no_names_as_announced(recognised, typed, kind):
    agency = make_agency()
    make_name(agency, typed, kind)

    assert recognised(typed) == Match((Candidate(agency, "other name", 1, ""),))


def test_the_code_of_a_merged_duplicate_leads_to_the_agency_kept_and_its_name_to_none(recognised):
    kept = make_agency("กรมสรรพากร")
    middle = make_agency("กรมเก็บภาษี", code="rd-2", merged_into=kept)
    make_agency("กรมเก็บอากร", code="rd-3", merged_into=middle)

    assert recognised("rd-3") == Match((Candidate(kept, "code", 1),))
    assert recognised("กรมเก็บภาษี") == Match()


# Several agencies


def test_an_abbreviation_of_two_agencies_is_not_sure_and_leads_to_both(recognised):
    roads = make_agency("กรมทางหลวงชนบท", code="drr", parent=make_agency("กระทรวงคมนาคม"))
    coast = make_agency("กรมทรัพยากรทางทะเลและชายฝั่ง", code="dmcr")
    for agency in (roads, coast):
        make_name(agency, "ทช.")

    match = recognised("ทช.")

    assert proposed(match) == [roads, coast]
    assert (match.step, match.name) == ("other name", "")
    with translation.override("en"):
        assert refusal(match) == (
            "This may be กรมทางหลวงชนบท (drr), กรมทรัพยากรทางทะเลและชายฝั่ง (dmcr). "
            "Type the full name or the code."
        )
    assert recognised("ทช. กระทรวงคมนาคม").agency == roads


def test_the_official_name_of_one_wins_over_the_abbreviation_of_another(recognised):
    official = make_agency("ทช.")
    make_name(make_agency("กรมทางหลวงชนบท"), "ทช.")

    assert recognised("ทช.").agency == official


def test_the_abbreviation_of_a_province_is_only_proposed(recognised):
    province = make_agency("จังหวัดสมุทรสงคราม", kind=Kind.PROVINCE)
    make_name(province, "สส")

    assert proposed(recognised("ส.ส.")) == [province]


# Short words, and what stands beside a name


@pytest.mark.parametrize("typed", ["เชียงใหม่", "จ.เชียงใหม่", "จ. เชียงใหม่", "จังหวัดเชียงใหม่", "Chiang Mai"])
def test_a_province_is_recognised_without_its_title(recognised, typed):
    province = make_agency("จังหวัดเชียงใหม่", kind=Kind.PROVINCE, name_en="Chiang Mai Province")

    assert recognised(typed).agency == province


@pytest.mark.parametrize("name", ["เทศบาลเมืองพิมลราช", "ทม.พิมลราช", "ทม. พิมลราช"])
@pytest.mark.parametrize("where", [" จังหวัดนนทบุรี", " จ.นนทบุรี", "จังหวัดนนทบุรี", " (นนทบุรี)", ""])
def test_a_local_body_is_recognised_with_its_province_behind_it(recognised, name, where):
    nonthaburi = make_province(name_th="นนทบุรี")
    town = make_agency("เทศบาลเมืองพิมลราช", kind=Kind.TOWN, province=nonthaburi)

    assert recognised(name + where).agency == town


@pytest.mark.parametrize("where", [" จังหวัดเลย", " อ.บางบัวทอง จ.นนทบุรี"])
def test_a_local_body_is_only_proposed_with_what_is_not_known_of_it(recognised, where):
    town = make_agency("เทศบาลเมืองพิมลราช", province=make_province(name_th="นนทบุรี"))

    assert proposed(recognised("เทศบาลเมืองพิมลราช" + where)) == [town]


@pytest.mark.parametrize(
    ("official", "typed"),
    [
        ("องค์การบริหารส่วนจังหวัดเลย", "อบจ.เลย"),
        ("องค์การบริหารส่วนจังหวัดเลย", "อ.บ.จ. เลย"),
        ("องค์การบริหารส่วนจังหวัดเลย", "อบจ.จังหวัดเลย"),
        ("องค์การบริหารส่วนตำบลปางหมู", "อบตปางหมู"),
        ("เทศบาลนครยะลา", "ทน.ยะลา"),
        ("มหาวิทยาลัยเชียงใหม่", "ม.เชียงใหม่"),
        ("มหาวิทยาลัยราชภัฏเชียงใหม่", "มรภ.เชียงใหม่"),
        ("สำนักงานคณะกรรมการอาหารและยา", "สนง.คกก.อาหารและยา"),
        ("สำนักงานนวัตกรรมแห่งชาติ (องค์การมหาชน)", "สนง. นวัตกรรมแห่งชาติ"),
        ("บริษัท ไปรษณีย์ไทย จำกัด", "บจก.ไปรษณีย์ไทย"),
        ("บริษัท การบินไทย จำกัด (มหาชน)", "การบินไทย"),
        ("กรมสรรพากร", "1. กรมสรรพากร"),
        ("กรมสรรพากร", "“กรมสรรพากร”"),
    ],
)
def test_a_name_is_recognised_with_its_words_in_short_or_left_out(recognised, official, typed):
    agency = make_agency(official)

    assert recognised(typed) == Match((Candidate(agency, "fold", 1, official),))


@pytest.mark.parametrize(
    "typed",
    [
        "กรมสรรพากร (RD)",
        "กรมสรรพากร กระทรวงการคลัง",
        "กรมสรรพากรกระทรวงการคลัง",
        "กระทรวงการคลัง กรมสรรพากร",
        "กรมสรรพากร (RD) สังกัดกระทรวงการคลัง",
        "กรมสรรพากร กค.",
        "RD / กรมสรรพากร",
    ],
)
def test_what_stands_beside_a_name_and_is_true_changes_nothing(recognised, tax, typed):
    assert recognised(typed).agency == tax


@pytest.mark.parametrize(
    "typed",
    ["กรมสรรพากร กระทรวงคมนาคม", "กรมสรรพากร ภาค 1", "สำนักงานกรมสรรพากร", "กรมสรรพากร กระทรวงการคลังฯ"],
)
def test_what_stands_beside_a_name_and_is_not_known_leaves_a_proposal(recognised, tax, typed):
    assert proposed(recognised(typed))[0] == tax


@pytest.mark.parametrize("typed", ["สำนักงาน ก.ล.ต.", "สำนักงานก.ล.ต.", "สนง. กลต", "สำนักงาน ก.ล.ต. (SEC)"])
def test_the_first_word_of_a_name_may_stand_before_its_abbreviation(recognised, typed):
    agency = make_agency("สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์")
    make_name(agency, "ก.ล.ต.")
    make_name(agency, "SEC")

    assert recognised(typed).agency == agency


def test_a_budget_s_way_of_saying_where_a_town_is_changes_nothing(recognised):
    town = make_agency("เทศบาลเมืองพิมลราช", province=make_province(name_th="นนทบุรี"))

    assert recognised("เทศบาลเมืองในพื้นที่จังหวัดนนทบุรี เทศบาลเมืองพิมลราช").agency == town
    assert proposed(recognised("เทศบาลเมืองในพื้นที่จังหวัดเลย เทศบาลเมืองพิมลราช"))[0] == town


def test_two_agencies_in_one_text_are_not_one(recognised):
    short = make_agency("กรมการแพทย์")
    long = make_agency("กรมการแพทย์แผนไทยและการแพทย์ทางเลือก")

    assert set(proposed(recognised("กรมการแพทย์ กรมการแพทย์แผนไทยและการแพทย์ทางเลือก"))) == {short, long}


@pytest.mark.parametrize("typed", ["สำนักงานปลัด พม.", "สนง.ปลัด พม.", "สป.พม."])
def test_the_end_of_a_name_may_be_the_abbreviation_of_another(recognised, typed):
    ministry = make_agency("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", kind=Kind.MINISTRY)
    make_name(ministry, "พม.")
    office = make_agency("สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์")

    assert recognised(typed).agency == office


@pytest.mark.parametrize("typed", ["รมว.พม.", "ศบค.พม", "หน.ผตร.พม."])
def test_an_office_named_by_an_abbreviation_leads_to_a_proposal(recognised, typed):
    ministry = make_agency("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", kind=Kind.MINISTRY)
    make_name(ministry, "พม.")

    assert proposed(recognised(typed)) == [ministry]


# Proposals


def test_a_damaged_name_is_proposed_but_not_taken(recognised, tax):
    make_agency("สำนักงานปลัดกระทรวงพาณิชย์")

    match = recognised("กรมสรพากร")

    assert (proposed(match), match.step, match.name) == ([tax], "close", "")
    with translation.override("en"):
        assert refusal(match) == (
            "No agency has this name. Did you mean กรมสรรพากร (rd)? "
            "Type its name or code, or add the agency first."
        )
        assert refusal(recognised("???")) == (
            "No agency has this name. Type the official name in full, or add the agency first."
        )


def test_a_name_that_lost_its_marks_is_proposed_by_its_letters(recognised):
    town, _other = make_agency("เทศบาลเมืองน่าน"), make_agency("เทศบาลเมืองนา")

    match = recognised("เทศบาลเมองนาน")

    assert [candidate[:2] for candidate in match.candidates] == [(town, "skeleton")]
    assert 0.8 < match.candidates[0].score < 1


def test_a_mark_that_the_name_lacks_weighs_more_than_one_that_was_lost(recognised):
    first, second = make_agency("จังหวัดเพชรบูรณ์"), make_agency("จังหวัดเพชรบุรี")

    assert proposed(recognised("จังหวัดเพชรบูร์"))[0] == first
    assert proposed(recognised("จังหวดเพชรบุร"))[0] == second


@pytest.mark.parametrize("cut", ["ฯ", " ฯ", "...", "…", "แผนไทยฯ"])
def test_a_name_that_was_cut_is_never_just_what_is_left_of_it(recognised, cut):
    make_agency("กรมการแพทย์")
    long = make_agency("กรมการแพทย์แผนไทยและการแพทย์ทางเลือก")

    assert proposed(recognised("กรมการแพทย์" + cut))[0] == long


def test_what_a_cut_name_was_decided_to_mean_is_known_from_then_on(recognised):
    short = make_agency("กรมการแพทย์")
    long = make_agency("กรมการแพทย์แผนไทยและการแพทย์ทางเลือก")
    make_name(long, "กรมการแพทย์ฯ", NameKind.ALIAS)

    assert recognised("กรมการแพทย์ฯ").agency == recognised("กรมการแพทย์ ฯ").agency == long
    assert recognised("กรมการ แพทย์").agency == short


def test_a_name_that_was_cut_in_its_middle_is_proposed(recognised):
    make_agency("สำนักงานคณะกรรมการกฤษฎีกา")
    regulator = make_agency("สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ")

    assert proposed(recognised("สำนักงานคณะกรรมการกิจการกระจายเสียงฯ แห่งชาติ"))[0] == regulator


@pytest.mark.parametrize("typed", ["อยุธยา", "จังหวัดพระนคร"])
def test_a_part_of_a_name_is_proposed(recognised, typed):
    province = make_agency("จังหวัดพระนครศรีอยุธยา", kind=Kind.PROVINCE)

    assert proposed(recognised(typed)) == [province]


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "ฯ", "...", "?", "\x00", "(", "ก" * 5000, "จ. " * 300, "ก " * 300, chr(0xD800)]
)
def test_no_text_is_too_strange(recognised, tax, typed):
    assert recognised(typed) == Match()


def test_a_few_candidates_are_proposed(tax):
    excise = make_agency("กรมสรรพสามิต")
    for place in range(4):
        make_agency(f"กรมสรรพสิ่ง {place}")

    assert propose("rd") == [Candidate(tax, "code", 1)]
    assert [candidate.agency for candidate in propose("กรมสรรพสามติ", count=1)] == [excise]
    assert len(propose("กรมสรรพสิ่ง")) == 3


def test_proposals_follow_what_is_added_and_merged(tax):
    assert [candidate.agency for candidate in propose("กรมสรพากร")] == [tax]

    new = make_agency("กรมสรพากรณ์")
    assert [candidate.agency for candidate in propose("กรมสรพากร")] == [tax, new]

    Agency.objects.filter(pk=new.pk).update(merged_into=tax)
    assert [candidate.agency for candidate in propose("กรมสรพากร")] == [tax]


@pytest.mark.parametrize(
    "typed", ["กรมสรรพากร", "กรมสรรพากร กระทรวงการคลัง", "Revenue Department", "กรมสรรพากร (RD)"]
)
def test_one_text_is_looked_up_by_indexes(tax, typed, django_assert_max_num_queries):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole")
    with django_assert_max_num_queries(12) as asked:
        assert recognise(typed).agency == tax

    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = [row[3] for row in cursor.fetchall()]
            assert [step for step in plan if "SCAN" in step or "merged_into" in step] == []


# Recognising many


def test_agencies_that_are_not_saved_yet_can_be_learnt():
    recogniser = Recogniser()
    new, other = Agency(code="new", name_th="กรมใหม่"), Agency(name_th="กรมเก่าแก่")
    recogniser.learn(new)
    recogniser.learn(other)

    assert recogniser.recognise("กรมใหม่").agency is recogniser.recognise("new").agency is new
    assert recogniser.recognise("กรม เก่าแก่").agency is other
    assert recogniser.recognise("กรมเก่แก่").candidates[0].agency is other


def test_an_agency_can_be_learnt_by_one_more_name(tax):
    recogniser = Recogniser()
    agency = recogniser.saved[tax.pk]
    recogniser.learn_name(agency, "กรมภาษี")

    assert recogniser.recognise("กรมภาษี").agency is recogniser.recognise("กรมสรรพากร").agency is agency


def test_all_saved_agencies_are_at_hand_each_once_with_its_parent_and_province(tax):
    town = make_agency(province=make_province(), parent=tax)

    saved = Recogniser().saved

    assert dict(saved) == {agency.pk: agency for agency in (tax.parent, tax, town)}
    assert saved[town.pk].parent is saved[tax.pk]
    assert saved[town.pk].province == town.province
    assert (saved[tax.pk]._state.adding, saved[tax.pk].name_en) == (False, "Revenue Department")


@pytest.mark.parametrize("count", [1, 30])
def test_many_texts_ask_the_database_the_same_however_many_agencies_there_are(
    django_assert_num_queries, count
):
    for number in range(count):
        above = make_agency(province=make_province(code=f"{number:02}", name_th=f"ที่ {number}"))
        make_name(make_agency(parent=above), "ย่อ")

    with django_assert_num_queries(7):
        recogniser = Recogniser()
        for text in ("ย่อ", "กรม", "กรมที่ไม่มี", "กรมที่ 1 กระทรวง"):
            recogniser.recognise(text)


def test_areas_go_by_name_title_and_code():
    area = make_province(name_th="เชียงใหม่", name_en="Chiang Mai", code="50")

    assert provinces_by_name([area]) == dict.fromkeys(
        ["เชียงใหม่", "จังหวัดเชียงใหม่", "จเชียงใหม่", "chiangmai", "50"], area
    )

from time import perf_counter

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agencies import merging
from agencies.duplicates import Named, likely, near
from agencies.models import Agency, DistinctPair, NameKind, Succession
from awardsportal.thai.text import fold, skeleton
from tests.factories import make_agency, make_name, make_province, make_user

pytestmark = pytest.mark.django_db

DGA = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"


def found():
    """The likely pairs, each with its reason."""
    with translation.override("en"):
        return [({pair.first.name, pair.second.name}, pair.reason()) for pair in likely()]


@pytest.mark.parametrize(
    ("official", "copy", "reason"),
    [
        ("กรมสรรพากร", "กรม สรรพากร", "Both answer to the name “กรม สรรพากร”."),
        (DGA, "สำนักงานพัฒนารัฐบาลดิจิทัล", "Both answer to the name “สำนักงานพัฒนารัฐบาลดิจิทัล”."),
        (
            DGA,
            DGA.replace("ทัล (องค์การ", "ตอล(องค์กร"),
            "Both answer to the name “สำนักงานพัฒนารัฐบาลดิจิตอล(องค์กรมหาชน)”.",
        ),
        ("กรมศุลกากร", "กรมศลกากร", "Only marks above and below the letters differ."),
        ("กรมศุลกากร", "กรมศุลกากณ", "1 letter differs."),
        ("กรมสรรพสามิต", "กรมสรรสพามิต", "1 letter differs."),
        ("สำนักงานเศรษฐกิจอุตสาหกรรม", "สำนักงานเศรฐกิจอุตสาหกรม", "2 letters differ."),
    ],
)
def test_a_copy_is_found_and_the_step_is_said(official, copy, reason):
    make_agency(official)
    make_agency(copy)

    assert found() == [({official, copy}, reason)]


def test_a_shared_former_name_or_spelling_is_found_and_an_abbreviation_is_not():
    roads, coast, copy = (make_agency(name) for name in ("กรมทางหลวงชนบท", "กรมทะเลและชายฝั่ง", "กรมโยธาเดิม"))
    for agency in (roads, coast):
        make_name(agency, "ทช.")
    make_name(roads, "กรมโยธาเดิม", NameKind.FORMER)

    assert found() == [({roads.name_th, copy.name_th}, "Both answer to the name “กรมโยธาเดิม”.")]


def test_one_english_name_is_found():
    make_agency("กรมสรรพากร", name_en="Revenue Department")
    make_agency("สรรพากรส่วนกลาง", name_en="revenue department")

    assert found() == [
        ({"กรมสรรพากร", "สรรพากรส่วนกลาง"}, "Both answer to the name “revenue department”."),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สำนักงานเขต 1", "สำนักงานเขต 2"),
        ("สำนักงานเขต ๑", "สำนักงานเขต 11"),
        ("มหาวิทยาลัยราชภัฏเพชรบุรี", "มหาวิทยาลัยราชภัฏเพชรบูรณ์"),
        ("จังหวัดระนอง", "จังหวัดระยอง"),
        ("กลุ่มจังหวัดภาคเหนือตอนกลาง", "กลุ่มจังหวัดภาคเหนือตอนล่าง"),
        ("กระทรวงพลังงาน", "กระทรวงแรงงาน"),
        ("สำนักงานเลขาธิการคุรุสภา", "สำนักงานเลขาธิการวุฒิสภา"),
    ],
)
def test_a_number_a_place_or_another_word_makes_two(one, other):
    for code, place in enumerate(("เพชรบุรี", "เพชรบูรณ์", "ระนอง", "ระยอง"), 10):
        make_province(code=code, name_th=place)
    for name in (one, other):
        make_agency(name)

    assert found() == []


def test_namesakes_of_two_provinces_are_two():
    for name in ("เทศบาลตำบลบ้านกลาง", "เทศบาลตำบล บ้านกลาง"):
        make_agency(name, province=make_province())

    assert found() == []


def test_the_letters_that_a_family_shares_do_not_count():
    for place in ("กรด", "ฉาง", "ดุง", "ทุ่ม", "บึง", "พรุ"):
        make_agency(f"เทศบาลเมืองบ้าน{place}")
    make_agency("เทศบาลเมองบ้านพรุ")

    assert [pair for pair, _reason in found()] == [{"เทศบาลเมืองบ้านพรุ", "เทศบาลเมองบ้านพรุ"}]


def test_different_english_names_make_two_of_names_that_are_only_near():
    make_agency("กรมศุลกากร", name_en="Customs Department")
    make_agency("กรมศิลปากร", name_en="Fine Arts Department")
    make_agency("กรมสรรพากร", name_en="Revenue Department")
    make_agency("กรมสรรพกร", name_en="The Revenue Department")

    assert [pair for pair, _reason in found()] == [{"กรมสรรพากร", "กรมสรรพกร"}]


def test_what_has_a_surer_twin_is_not_the_twin_of_something_near():
    make_agency("กรมศุลกากร", name_en="Customs Department")
    make_agency("กรมศิลปากร", name_en="Fine Arts Department")
    make_agency("กรมศลกากร")

    assert [pair for pair, _reason in found()] == [{"กรมศุลกากร", "กรมศลกากร"}]


def test_what_somebody_told_apart_succeeded_or_merged_stays_away():
    pairs = [[make_agency(name) for name in (f"กรม{word}", f"กรม {word}")] for word in ("ก้าว", "ขยับ", "คอย")]
    DistinctPair.objects.create(first=pairs[0][0], second=pairs[0][1])
    Succession.objects.create(predecessor=pairs[1][1], successor=pairs[1][0], how="RENAMED")
    merging.merge(gone=pairs[2][1], kept=pairs[2][0], by=make_user())

    assert found() == []


def test_the_surest_come_first_each_step_in_thai_order():
    for name in (
        "กรมไทย",
        "กรม ไทย",
        "กรมเกษตร",
        "กรม เกษตร",
        "กรมศุลกากร",
        "กรมศลกากร",
        "กรมบังคับคดี",
        "กรมบังคับคดว",
    ):
        make_agency(name)

    assert [pair.first.name for pair in likely()] == ["กรมเกษตร", "กรมไทย", "กรมศุลกากร", "กรมบังคับคดี"]


def test_the_real_agencies_are_no_duplicates_and_copies_of_them_are_found():
    call_command("loaddata", "provinces", "agencies", "agency_names", "successions", verbosity=0)
    assert found() == []

    official = list(Agency.objects.filter(kind__in=["DEPARTMENT", "STATE_ENTERPRISE", "UNIVERSITY"]))[::5]
    copies = {slip(agency.name_th, n % 3): agency.name_th for n, agency in enumerate(official)}
    for n, copy in enumerate(copies):
        make_agency(copy, code=f"copy-{n}")
    pairs = [pair for pair, _reason in found()]
    missed = [name for copy, name in copies.items() if {copy, name} not in pairs]

    assert len(pairs) == len(copies) - len(missed)
    # Here the slip stands between the beginning of one family and the end of another.
    assert missed == ["มหาวิทยาลัยราชภัฏพระนครศรีอยุธยา", "มหาวิทยาลัยอุบลราชธานี"]


def slip(name, kind):
    """The name with a slip in its middle: a letter left out, put in, or swapped with the next."""
    place = len(name) // 2
    one, next_one = name[place : place + 2]
    return name[:place] + (next_one, one + "ก" + next_one, next_one + one)[kind] + name[place + 2 :]


def test_the_finder_takes_as_many_queries_for_many_as_for_few():
    def queries():
        with CaptureQueriesContext(connection) as queries:
            likely()
        return len(queries)

    make_agency()
    few = queries()
    for n in range(30):
        make_agency(f"กรม {'ก' * n}")

    assert queries() == few == 5


def scattered(number):
    """A word of ten letters, another for each number."""
    return "".join("กขคงจชซด"[int(digit)] for digit in f"{number * 28_629_151 % 8**10:010o}")


def test_36_000_names_are_compared_within_seconds():
    names = [f"สำนักงาน{scattered(n)}" for n in range(36_000)]
    agencies = {
        pk: Named(pk, name, "", fold(name), "", skeleton(name), None) for pk, name in enumerate(names)
    }
    started = perf_counter()

    list(near(agencies))

    # A third of a second on a machine that does nothing else.
    assert perf_counter() - started < 5

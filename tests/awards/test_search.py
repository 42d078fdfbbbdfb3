"""What the public search finds, and what it makes of anything else in its address."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from django.utils.html import escape

from agencies.models import Agency, Kind, NameKind
from awards.models import Ceremony, Level, Recipient
from awardsportal.thai.dates import years_among
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db


def found(client, section, **query):
    """The names in a section of the answer: ceremonies, awards, agencies or winners."""
    context = client.get("/search/", query).context
    things = {"winners": context["page"], "agencies": context["agencies"].first}
    return [str(thing) for thing in (things[section] if section in things else context[section])]


@pytest.fixture
def editions():
    """Two editions: an agency with many names, a person, a province; and one edition that is not released."""
    finance = make_agency("กระทรวงการคลัง", code="mof", kind=Kind.MINISTRY)
    sec = make_agency(
        "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์",
        name_en="Securities and Exchange Commission, Thailand",
        kind=Kind.INDEPENDENT,
        parent=finance,
    )
    make_name(sec, "ก.ล.ต.")
    make_name(sec, "SEC")
    council = make_agency("สำนักงานการวิจัยแห่งชาติ", name_en="National Research Council of Thailand")
    make_name(council, "สภาวิจัยแห่งชาติ", kind=NameKind.FORMER)
    lamphun = make_agency("จังหวัดลำพูน", name_en="Lamphun", kind=Kind.PROVINCE)
    data = make_award(code="data", name_th="ธรรมาภิบาลข้อมูล", name_en="Data Governance")
    leader = make_award(code="leader", name_th="ผู้นำองค์กรดิจิทัล", recipient=Recipient.PERSON)
    main = make_award(code="main", name_th="รางวัลรัฐบาลดิจิทัล")

    older, newer = (make_ceremony(year, release_at=YESTERDAY) for year in (2020, 2021))
    make_winner(make_category(older, award=data, title_th="ดีเด่นด้านข้อมูล"), agency=sec)
    make_winner(
        make_category(older, award=leader, title_th="ผู้นำดีเด่น", level=Level.PERSON),
        agency=sec,
        person_given_th="รื่นวดี",
        person_family_th="สุวรรณมงคล",
        person_given_en="Ruenvadee",
    )
    make_winner(
        make_category(newer, award=main, title_th="ระดับกรม"),
        agency=council,
        agency_name_th="สำนักงานคณะกรรมการวิจัยแห่งชาติ",
    )
    make_winner(make_category(newer, award=main, title_th="ระดับจังหวัด", level=Level.PROVINCE), agency=lamphun)

    coming = make_ceremony(2022, release_at=timezone.now() + timedelta(days=1), name_th="งานที่จะมาถึง")
    secret = make_award(code="secret", name_th="รางวัลที่จะมาถึง")
    make_winner(make_category(coming, award=secret, title_th="ประเภทที่จะมาถึง"), agency=lamphun)


SEC = "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์"
PERSON = "นางสาวรื่นวดี สุวรรณมงคล"
COUNCIL = "สำนักงานคณะกรรมการวิจัยแห่งชาติ"
LAMPHUN = "จังหวัดลำพูน"


@pytest.mark.parametrize(
    ("words", "winners"),
    [
        ("หลักทรัพย์", [SEC, PERSON]),
        ("สนง. คกก. กำกับหลักทรัพย์", [SEC, PERSON]),
        ("จ.ลำพูน", [LAMPHUN]),
        ("ก.ล.ต.", [SEC, PERSON]),
        ("กลต", [SEC, PERSON]),
        ("securities AND exchange", [SEC, PERSON]),
        ("Sec", [SEC, PERSON]),
        ("รื่นวดี  สุวรรณมงคล", [PERSON]),
        ("นางสาวรื่นวดี สุวรรณมงคล", [PERSON]),
        ("รื่นวดี อื่น", []),
        ("ruenvadee", [PERSON]),
        ("มงคล นวดี", [PERSON]),
        ("นางสาว", []),
        ("คณะกรรมการวิจัย", [COUNCIL]),
        ("สภาวิจัย", [COUNCIL]),
        ("การวิจัยแห่งชาติ", [COUNCIL]),
        ("ลํา พูน", [LAMPHUN]),
        ("data governance", [SEC]),
        ("ดีเด่นด้านข้อมูล", [SEC]),
        ("%", []),
        ("_", []),
        ("'; DROP TABLE", []),
    ],
)
def test_winners_are_found_by_any_part_of_any_name(client, editions, words, winners):
    assert found(client, "winners", q=words) == winners


def test_agencies_ceremonies_and_awards_are_found_by_name_too(client, editions):
    assert found(client, "agencies", q="lamphun") == [LAMPHUN]
    assert found(client, "ceremonies", q="รางวัลรัฐบาลดิจิทัล") == [
        "รางวัลรัฐบาลดิจิทัล ประจำปี 2564",
        "รางวัลรัฐบาลดิจิทัล ประจำปี 2563",
    ]
    assert found(client, "awards", q="ข้อมูล") == ["ธรรมาภิบาลข้อมูล"]
    assert found(client, "awards", q="ผู้นำดีเด่น") == ["ผู้นำองค์กรดิจิทัล"]


@pytest.mark.parametrize("year", ["2564", "2021", "๒๕๖๔", "พ.ศ. 2564"])
def test_a_year_is_the_same_in_either_era(client, editions, year):
    assert found(client, "winners", year=year) == [COUNCIL, LAMPHUN]
    assert texts(client.get("/en/search/", {"year": year}), ".chosen") == ["Remove 2021 ×"]


@pytest.mark.parametrize(
    "words",
    [
        "ลำพูน 2564",
        "2021 ลำพูน",
        "ลำพูน ๒๕๖๔",
        "ลำพูน พ.ศ.2564",
        "ลำพูน ปี 2564",
        "Lamphun B.E. 2564",
        "year 2021 lamphun",
    ],
)
def test_a_year_among_the_words_counts_as_the_year(client, editions, words):
    assert found(client, "winners", q=words) == [LAMPHUN]


@pytest.mark.parametrize("words", ["2563", "พ.ศ. 2563", "ปี พ.ศ. 2563", "ประจำปี ๒๕๖๓", "ค.ศ. 2020", "2020 AD"])
def test_a_year_alone_finds_its_edition(client, editions, words):
    assert found(client, "winners", q=words) == [SEC, PERSON]
    assert found(client, "ceremonies", q=words) == ["รางวัลรัฐบาลดิจิทัล ประจำปี 2563"]


def test_a_year_that_is_not_there_is_named_as_it_was_typed(client, editions):
    page = client.get("/en/search/", {"year": "2599"}).content.decode()

    assert "There is no “2599” to choose here" in page


@pytest.mark.parametrize("words", ["Digital Office 2020", "ธ.ก.ส. 2563", "รางวัล 20201 2563"])
def test_what_only_looks_like_an_era_stays_among_the_words(words):
    assert years_among(words) == (words[:-5], [2020])


@pytest.mark.parametrize("words", ["2563-2564", "2564 2563", "ปี 2563 – พ.ศ. 2564", "2563 ถึง 2564"])
def test_two_years_are_the_first_and_the_last(client, editions, words):
    assert found(client, "winners", q=words) == [COUNCIL, LAMPHUN, SEC, PERSON]
    assert found(client, "winners", q=f"ลำพูน {words}") == [LAMPHUN]


def test_a_ceremony_is_found_by_its_name_with_its_year(client, editions):
    assert found(client, "ceremonies", q="Digital Government Awards 2021") == ["รางวัลรัฐบาลดิจิทัล ประจำปี 2564"]


@pytest.mark.parametrize(
    ("query", "winners"),
    [
        ({"award": "main"}, [COUNCIL, LAMPHUN]),
        ({"level": "PERSON"}, [PERSON]),
        ({"kind": "PROVINCE"}, [LAMPHUN]),
        ({"ministry": "mof"}, [SEC, PERSON]),
        ({"ministry": "mof", "level": "DEPARTMENT", "year": "2563", "award": "data", "q": "กลต"}, [SEC]),
        ({"ministry": "mof", "year": "2564"}, []),
    ],
)
def test_filters_narrow_what_is_found_together(client, editions, query, winners):
    assert found(client, "winners", **query) == winners


def test_a_link_narrows_the_search_to_one_agency_and_to_years(client, editions):
    sec = Agency.objects.get(name_th=SEC)
    make_winner(make_category(Ceremony.objects.get(year=2021)), agency=sec)

    assert found(client, "winners", agency=sec.code) == [SEC, SEC, PERSON]
    assert found(client, "winners", agency=sec.code, award="data") == [SEC]
    assert found(client, "winners", agency=sec.code, year="2563") == [SEC, PERSON]
    assert found(client, "winners", years="2020-2020") == [SEC, PERSON]
    assert found(client, "winners", years="2020-2021", agency=sec.code) == [SEC, SEC, PERSON]
    assert found(client, "winners", years="2021-2020") == []
    for section in ("agencies", "ceremonies", "awards"):
        assert found(client, section, agency=sec.code, years="2020-2021") == []


def test_what_a_link_narrowed_is_shown_kept_by_the_form_and_can_be_taken_away(client, editions):
    agency = make_agency(name_en="One & Two", code="one")
    make_agency(code="twin", merged_into=agency)

    page = client.get("/en/search/?award=main&agency=twin&years=2019-2021&page=1")
    html = page.content.decode()

    assert texts(page, ".chosen") == ["Remove รางวัลรัฐบาลดิจิทัล × Remove One & Two × Remove 2019–2021 ×"]
    assert '<input type="hidden" name="agency" value="one">' in html
    assert '<input type="hidden" name="years" value="2019-2021">' in html
    assert 'href="?award=main&amp;years=2019-2021"' in html
    assert 'href="?award=main&amp;agency=one"' in html
    assert 'href="?agency=one&amp;years=2019-2021"' in html


def test_a_year_among_the_words_becomes_a_choice_that_another_typed_later_replaces(client, editions):
    typed = client.get("/en/search/?q=lamphun+2021")
    again = client.get("/en/search/?q=lamphun+2020&year=2021")

    assert texts(typed, ".chosen") == ["Remove 2021 ×"]
    assert 'value="lamphun"' in typed.content.decode()
    assert texts(again, ".chosen") == ["Remove 2020 ×"]


def test_a_section_that_a_filter_does_not_concern_is_left_out(client, editions):
    assert found(client, "agencies", q="ลำพูน", level="PROVINCE") == []
    assert found(client, "agencies", kind="PROVINCE") == [LAMPHUN]
    assert found(client, "ceremonies", q="รางวัลรัฐบาลดิจิทัล", award="main") == []


@pytest.mark.parametrize("words", ["ที่จะมาถึง", "2565", "งานที่จะมาถึง"])
def test_nothing_of_a_ceremony_to_come_is_found(client, editions, words):
    for section in ("winners", "awards", "ceremonies"):
        assert found(client, section, q=words) == []


def test_the_filters_do_not_offer_what_is_to_come(client, editions):
    html = client.get("/search/").content.decode()

    assert "จะมาถึง" not in html
    assert "2565" not in html
    assert texts(client.get("/en/search/?award=secret"), ".error") == [
        "There is no “secret” to choose here, so it was left out."
    ]


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("year=abc", 1),
        ("year=2653", 1),
        ("year=2400", 1),
        ("year=%00", 0),
        ("award=nothing", 1),
        ("award=%00", 1),
        ("level=BOSS", 1),
        ("kind=' OR 1=1", 1),
        ("ministry=%E0%B8%81", 1),
        ("agency=nothing", 1),
        ("agency=%00", 1),
        ("years=2019", 1),
        ("years=2562-2566", 1),
        ("years=%E0%B9%92-2020", 1),
        ("years=%00", 2),
        ("q=%00", 1),
        ("q=" + "ก" * 201, 1),
        ("q=%FF%FE", 0),
        ("q=...&year=", 0),
        ("page=999", 0),
        ("page=-1&q=x", 0),
        ("page=%00", 0),
        ("year=2563&year=abc", 1),
        ("nonsense=1", 0),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(client, editions, query, errors):
    response = client.get(f"/search/?{query}")

    assert response.status_code == 200
    assert len(texts(response, ".error")) == errors


def test_an_empty_search_says_what_may_be_asked_and_one_without_a_hit_leads_on(client, editions):
    empty, fruitless = client.get("/en/search/"), client.get("/en/search/?q=zzz")

    assert texts(empty, ".empty")[0].startswith("Type any part of a name")
    assert texts(fruitless, ".empty")[0].startswith("Nothing was found.")


@pytest.mark.parametrize("words", ["จังหวัดลำพุน", "จังหวักลำพูน 2564"])
def test_a_name_that_is_misspelt_leads_to_the_agencies_named_nearly_so(client, editions, words):
    thai, english = (client.get(f"{language}/search/", {"q": words}) for language in ("", "/en"))

    assert texts(thai, ".near") == ["จังหวัดลำพูน"]
    assert f'<a href="?q={quote("จังหวัดลำพูน")}">จังหวัดลำพูน</a>' in thai.content.decode()
    assert '<a href="?q=Lamphun">Lamphun</a>' in english.content.decode()
    assert found(client, "winners", q="Lamphun") == [LAMPHUN]


@pytest.mark.parametrize(
    "query", [{"q": "จังหวัดลำพูน", "year": "2563"}, {"q": "ไม่มีอะไรเหมือน"}, {"year": "2565"}]
)
def test_nothing_is_proposed_where_the_name_is_right_or_like_no_other(client, editions, query):
    assert texts(client.get("/search/", query), ".near") == []


@pytest.mark.parametrize("words", ["กลต ข้อมูล", "ข้อมูล ก.ล.ต.", "กลต data governance 2563"])
def test_an_agency_and_an_award_lead_to_what_it_won_of_that(client, editions, words):
    page = client.get("/en/search/", {"q": words})

    assert [search.award.code for search in page.context["parted"]] == ["data"]
    for search in page.context["parted"]:
        assert f'href="{escape(search.address())}"' in page.content.decode()
        assert list(map(str, client.get(f"/search/{search.address()}").context["page"])) == [SEC]


def test_nothing_is_found_in_few_queries_however_many_words_there_are(
    client, editions, django_assert_max_num_queries
):
    for words in ("กลต data governance", "ไม่มีอะไร ข้อมูล", "ล ก ข้อมูล ร า ง วัล", "ก ล ต " * 30):
        # The names of all agencies are read when one is first asked for.
        client.get("/search/", {"q": words})
        with django_assert_max_num_queries(8):
            client.get("/search/", {"q": words})


@pytest.mark.parametrize("words", ["ลำพูน ผู้นำ", "ไม่มีอะไร ข้อมูล", "ลำพูน กลต"])
def test_where_no_win_is_so_named_none_is_proposed(client, editions, words):
    page = client.get("/search/", {"q": words})

    assert page.context["parted"] == []


def test_many_winners_are_paged_and_a_page_beyond_the_last_is_the_last(client):
    ceremony = make_ceremony(2021, release_at=YESTERDAY)
    category = make_category(ceremony)
    for _winner in range(31):
        make_winner(category)

    pages = [client.get(f"/en/search/?q=2021&page={page}") for page in (1, 2, 999)]

    assert [len(texts(page, ".winner")) for page in pages] == [30, 1, 1]
    assert texts(pages[0], ".pages") == ["Page 1 of 2 Next page"]
    assert texts(pages[2], ".pages") == ["Previous page Page 2 of 2"]


@pytest.mark.parametrize(
    ("order", "winners"),
    [
        ("", ["สำนักงานกรม", "กรมศุลกากร", "กรมใหม่", "โรงกรม"]),
        ("best", ["สำนักงานกรม", "กรมศุลกากร", "กรมใหม่", "โรงกรม"]),
        ("newest", ["โรงกรม", "สำนักงานกรม", "กรมศุลกากร", "กรมใหม่"]),
        ("oldest", ["กรมใหม่", "สำนักงานกรม", "กรมศุลกากร", "โรงกรม"]),
        ("agency", ["กรมศุลกากร", "กรมใหม่", "โรงกรม", "สำนักงานกรม"]),
    ],
)
def test_winners_stand_in_the_order_that_was_chosen(client, order, winners):
    editions = [make_ceremony(year, release_at=YESTERDAY) for year in (2020, 2021, 2022)]
    oldest, middle, latest = map(make_category, editions)
    make_winner(oldest, agency=make_agency("กรมใหม่"))
    make_winner(middle, agency=make_agency("กรมศุลกากร"), order=2)
    short = make_winner(middle, agency=make_agency("สำนักงานกรม"), order=1)
    make_winner(latest, agency=make_agency("โรงกรม"))
    make_name(short.agency, "ก.ร.ม.")

    assert found(client, "winners", q="กรม", order=order) == winners


def test_words_are_shown_again_without_being_taken_for_markup(client):
    html = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "กลต"},
        {"q": "สำนักงาน", "ministry": "mof"},
        {"q": "สำนักงาน", "ministry": "mof", "kind": "INDEPENDENT", "year": "2563", "award": "data"},
        {"q": "จังหวักลำพูน"},
        {"q": "ไม่มีอะไรเหมือน"},
        {"ministry": "mof", "view": "table", "order": "agency"},
        {"years": "2020-2021", "award": "data"},
    ],
)
def test_a_search_asks_the_database_few_questions(client, editions, query, django_assert_max_num_queries):
    query |= {"agency": Agency.objects.get(name_th=SEC).code} if "years" in query else {}

    # The names that a slip is compared with are read once, and kept.
    client.get("/search/", query)

    with django_assert_max_num_queries(8):
        client.get("/search/", query)

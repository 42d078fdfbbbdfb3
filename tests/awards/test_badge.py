"""The badge that an agency shows on its own site."""

import html
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from agencies.models import Kind
from awards.badge import ROOM, set_name, width
from tests.factories import YESTERDAY, make_agency, make_award, make_category, make_ceremony, make_winner
from tests.pages import texts

pytestmark = pytest.mark.django_db

BROADCASTING = "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ"
AWKWARD = """ก < ข & "ค" 'ง' ]]> <!-- </svg><script>alert(1)</script> \ufffe%s {{ x }}"""


@pytest.fixture
def fund():
    """A fund with two awards in a row."""
    agency = make_agency("กองทุนหนึ่ง", name_en="Fund One", code="one", kind=Kind.FUND)
    award = make_award()
    for year in (2019, 2020):
        ceremony = make_ceremony(year, release_at=YESTERDAY)
        make_winner(make_category(ceremony, award=award), agency=agency)
    return agency


def picture(response):
    """The root of a picture, which must be sound XML."""
    # Our own picture, not untrusted data.
    return ElementTree.fromstring(response.content)  # noqa: S314


def drawn(response):
    """All texts of a picture, in order."""
    return [element.text for element in picture(response).iter() if (element.text or "").strip()]


def test_a_badge_says_whose_it_is_how_many_awards_and_how_many_in_a_row(client, fund):
    thai, english = client.get("/agencies/one/badge.svg"), client.get("/en/agencies/one/badge.svg")

    assert drawn(english) == [
        "Digital Government Awards: Fund One, 2 awards, 2 years in a row 2019–2020",
        "Digital Government Awards",
        "Fund One",
        "2 awards",
        "2 years in a row 2019–2020",
    ]
    assert "กองทุนหนึ่ง" in drawn(thai)
    assert drawn(thai)[-1].endswith("2562–2563")


def test_a_badge_without_a_streak_says_the_years(client):
    agency = make_agency(code="one", name_en="One")
    for year in (2019, 2021):
        make_winner(make_category(make_ceremony(year, release_at=YESTERDAY)), agency=agency)
    make_winner(make_category(make_ceremony(2020, release_at=YESTERDAY)))

    assert drawn(client.get("/en/agencies/one/badge.svg"))[-2:] == ["2 awards", "2019–2021"]


def test_a_badge_is_a_picture_that_any_site_may_show_and_any_cache_may_hold(client, fund):
    response = client.get("/agencies/one/badge.svg")
    again = client.get("/agencies/one/badge.svg", headers={"if-none-match": response["ETag"]})

    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in response.headers
    assert (again.status_code, again.content) == (304, b"")
    assert client.post("/agencies/one/badge.svg").status_code == 405


def test_a_badge_needs_no_style_script_or_other_file(client, fund):
    badge = picture(client.get("/agencies/one/badge.svg"))
    tags = {element.tag.partition("}")[2] for element in badge.iter()}
    attributes = {name for element in badge.iter() for name in element.attrib}

    assert tags == {"svg", "title", "rect", "g", "text"}
    assert not attributes & {"style", "class", "href", "onload"}
    assert (badge.get("width"), badge.get("height")) == ("320", "120")


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_agency_without_an_award_that_counts_has_no_badge(client, language):
    make_agency(code="none")
    withdrawn, coming = make_agency(code="withdrawn"), make_agency(code="coming")
    make_winner(agency=withdrawn, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")
    make_winner(make_category(make_ceremony(release_at=timezone.now() + timedelta(days=1))), agency=coming)

    missing = client.get(f"{language}/agencies/nothing-here/badge.svg")

    assert missing.status_code == 404
    for code in ("none", "withdrawn", "coming"):
        response = client.get(f"{language}/agencies/{code}/badge.svg")
        assert (response.status_code, response.content) == (404, missing.content)
        assert "badge.svg" not in client.get(f"{language}/agencies/{code}/").content.decode()


def test_the_badge_of_a_merged_duplicate_leads_to_that_of_the_agency_kept(client, fund):
    make_agency(code="twin", merged_into=fund)

    response = client.get("/en/agencies/twin/badge.svg")

    assert (response.status_code, response["Location"]) == (301, "/en/agencies/one/badge.svg")


def test_the_page_of_an_agency_offers_the_code_to_copy(client, fund):
    fund.name_en = AWKWARD % ""
    fund.save()

    page = client.get("/en/agencies/one/")
    code = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.DOTALL)[1])

    name = fund.name_en.replace("\ufffe", "")
    told = html.escape(f"Digital Government Awards: {name}, 2 awards, 2 years in a row 2019–2020")
    assert code == (
        '<a href="http://testserver/en/agencies/one/"><img src="http://testserver/en/agencies/one/badge.svg"'
        f' alt="{told}" width="320" height="120"></a>'
    )
    assert texts(page, "h2")[-1] == "A badge for its own site"


@pytest.mark.parametrize(
    "name", [AWKWARD % "", AWKWARD % ("ย" * 200), "x" * 300, "ก" * 300, "น้ำ" * 100, "国" * 300, "น"]
)
def test_any_name_is_drawn_within_the_badge(client, fund, name):
    fund.name_th = name
    fund.save()

    badge = picture(client.get("/agencies/one/badge.svg"))
    lines = set_name(name)

    assert [text.text for text in badge[3][1]] == [line.text for line in lines]
    assert 1 <= len(lines) <= 3
    for line in lines:
        assert width(line.text) * line.size <= ROOM
        assert 30 + line.size <= line.y <= 90


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("กองทุนบำเหน็จบำนาญข้าราชการ", ["กองทุนบำเหน็จบำนาญข้าราชการ"]),
        (BROADCASTING, ["สำนักงานคณะกรรมการกิจการกระจายเสียง", "กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ"]),
        (
            "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
            ["สำนักงานพัฒนารัฐบาลดิจิทัล", "(องค์การมหาชน)"],
        ),
        (
            "Office of the National Broadcasting and Telecommunications Commission",
            ["Office of the National Broadcasting", "and Telecommunications Commission"],
        ),
    ],
)
def test_a_long_name_is_broken_between_words(name, lines):
    assert [line.text for line in set_name(name)] == lines


def test_a_name_that_is_too_long_ends_in_an_ellipsis_after_a_whole_letter():
    lines = set_name("น้ำ" * 100)

    assert [line.text.endswith("…") for line in lines] == [False, False, True]
    assert set("".join(line.text for line in lines).replace("น้ำ", "")) == {"…"}

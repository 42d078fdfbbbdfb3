"""The statistics: what is counted, how it is drawn, and what is downloaded."""

import csv
import html
import json
import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agencies.models import Kind, Province
from awards.models import Level, Recipient
from awards.statistics import charts, figures
from awards.statistics.tally import Tally
from awards.statistics.tiles import PLACES
from awards.views.statistics import CHARTS
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_finding,
    make_province,
    make_winner,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db

NAMES = [chart.name for chart in CHARTS]
WITHDRAWN = {"withdrawn_at": YESTERDAY, "withdrawn_why_th": "ขาดคุณสมบัติ"}
AWKWARD = "=A</svg><script>alert('1')</script>&\ufffe\"B"
SVG = "{http://www.w3.org/2000/svg}"
STYLES = Path(settings.BASE_DIR / "awardsportal/static/portal/statistics.css")


@pytest.fixture
def main():
    return make_award(code="main", name_th="รางวัลหลัก", name_en="Main Award", order=1)


@pytest.fixture
def editions():
    """The ceremonies of 2019 to 2021, all of whose awards are known but those of 2020."""
    given = {2019: 2, 2020: 5, 2021: 3}
    return {year: make_ceremony(year, release_at=YESTERDAY, awards_given=n) for year, n in given.items()}


@pytest.fixture
def agencies():
    """An agency below a ministry, one two steps below it, and one below none."""
    ministry = make_agency("กระทรวงหนึ่ง", name_en="Ministry One", code="ministry", kind=Kind.MINISTRY)
    first = make_agency("กรมหนึ่ง", name_en="Department One", code="first", parent=ministry)
    province = make_province(code="50", name_th="เชียงใหม่", name_en="Chiang Mai", abbreviation_th="ชม")
    second = make_agency("ข้างล่าง", code="second", parent=first, province=province)
    return first, second, make_agency("อิสระ", name_en="Free", code="free", kind=Kind.INDEPENDENT)


@pytest.fixture
def world(main, editions, agencies):
    """Awards of three years, of which some do not count; and the survey behind the one of 2020."""
    first, second, free = agencies
    leader = make_award(name_th="ผู้นำ", name_en="Leader", recipient=Recipient.PERSON)
    for year, winners in {2019: [first, second], 2020: [first], 2021: [first, free]}.items():
        category = make_category(editions[year], award=main, title_th=f"หลัก {year}")
        for agency in winners:
            make_winner(category, agency=agency)
    leaders = make_category(editions[2021], award=leader, level=Level.PERSON)
    make_winner(leaders, agency=first)
    make_winner(leaders, agency=free, **WITHDRAWN)
    hidden = make_ceremony(2022, release_at=LATER)
    make_winner(make_category(hidden, award=main), agency=free)
    make_finding(hidden, "ซ่อน", place=1)
    make_finding(editions[2020], "นโยบาย", place=2, level=Level.DEPARTMENT)
    make_finding(editions[2020], "บริการ", place=1, score="85.25", level=Level.DEPARTMENT)
    make_finding(editions[2020], "บริการ", place=1, level=Level.PROVINCE)
    make_finding(editions[2020], "ไม่รู้", level=Level.PROVINCE)
    return main, leader


def rows(client, address):
    """The rows of a CSV."""
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.getvalue().decode()
    assert text.startswith("\ufeff")
    return [",".join(row) for row in csv.reader(StringIO(text[1:]))]


def picture(response):
    """The root of a picture, which must be sound XML."""
    # Our own picture, not untrusted data.
    return ElementTree.fromstring(response.content)  # noqa: S314


def drawn(client, name, language="/en"):
    """The texts that stand in a picture, in order, without its title and caption."""
    root = picture(client.get(f"{language}/statistics/{name}.svg"))
    around = [root.find(f"{SVG}text"), *root.find(f"{SVG}g")]
    return [element.text for element in root.iter(f"{SVG}text") if element not in around]


def said(field):
    """What each chart says in English."""
    with translation.override("en"):
        return [str(getattr(chart, field)) for chart in CHARTS]


def test_awards_count_by_year_and_award_and_tell_none_from_not_offered(client, world):
    make_category(make_ceremony(2018, release_at=YESTERDAY, awards_given=1), award=world[1])

    assert rows(client, "/en/statistics/awards.csv") == [
        "Award,2018,2019,2020,2021,Sum",
        "Main Award,,2,1,2,5",
        "Leader,0,,,1,1",
        "All awards,0,2,1,3,6",
    ]


def test_years_with_winners_missing_have_a_star(client, world):
    assert drawn(client, "awards")[:6] == ["2", "2019", "1", "2020*", "3", "2021"]
    assert drawn(client, "awards", "")[:6] == ["2", "2562", "1", "2563*", "3", "2564"]


def test_agencies_stand_by_their_awards_and_in_thai_order_where_they_have_as_many(client, world):
    assert rows(client, "/en/statistics/agencies.csv") == [
        "Agency,Awards,Years with awards",
        "Department One,4,3",
        "ข้างล่าง,1,1",
        "Free,1,1",
    ]
    assert drawn(client, "agencies") == ["Department One", "4", "ข้างล่าง", "1", "Free", "1"]


def test_only_the_first_agencies_are_shown(client):
    category = make_category()
    for _agency in range(figures.MOST + 5):
        make_winner(category)

    assert len(rows(client, "/en/statistics/agencies.csv")) == 1 + figures.MOST


def test_ministries_have_the_awards_of_all_below_them_and_the_rest_stands_last(
    client, world, editions, agencies
):
    make_winner(make_category(editions[2019]), agency=agencies[0].parent)

    assert rows(client, "/en/statistics/ministries.csv") == [
        "Ministry,Awards,Agencies awarded",
        "Ministry One,6,3",
        "Under no ministry,1,1",
    ]
    assert drawn(client, "ministries") == ["Ministry One", "6", "Under no ministry", "1"]


def test_the_longest_streak_of_an_agency_is_shown_with_what_is_not_known_of_it(client, world, editions, main):
    two = make_agency("สอง", name_en="Two")
    for year in (2020, 2021):
        make_winner(main.categories.get(ceremony=editions[year]), agency=two)

    assert rows(client, "/en/statistics/streaks.csv") == [
        "Agency,Editions in a row,First year,Last year,Note",
        "Department One,3,2019,2021,",
        "Two,2,2020,2021,",
    ]
    assert drawn(client, "streaks") == ["2019", "2020", "2021", "Department One", "3", "Two", "2"]


def test_a_streak_beside_an_incomplete_edition_may_be_longer(client, agencies, main):
    for year in (2018, 2019):
        edition = make_ceremony(year, release_at=YESTERDAY, awards_given=1)
        make_winner(make_category(edition, award=main), agency=agencies[0])
    make_winner(make_category(make_ceremony(2020, release_at=YESTERDAY, awards_given=9), award=main))

    assert rows(client, "/en/statistics/streaks.csv")[1:] == [
        "Department One,2,2018,2019,May be longer: not all winners are known"
    ]
    assert drawn(client, "streaks")[-1] == "2+"


@pytest.mark.parametrize("first", [2000, 2049, 2097])
def test_a_streak_may_be_of_any_years_there_can_be(client, agencies, main, first):
    for year in range(first, first + 3):
        category = make_category(make_ceremony(year, release_at=YESTERDAY, awards_given=2), award=main)
        for agency in agencies[:2]:
            make_winner(category, agency=agency)

    assert rows(client, "/en/statistics/streaks.csv")[1:] == [
        f"Department One,3,{first},{first + 2},",
        f"ข้างล่าง,3,{first},{first + 2},",
    ]


def test_provinces_have_the_awards_of_the_agencies_there(client, world):
    make_province(code="10", name_th="กรุงเทพมหานคร", name_en="Bangkok", abbreviation_en="BKK")

    assert rows(client, "/en/statistics/provinces.csv") == [
        "Province,Abbreviation,Awards",
        f"Chiang Mai,{Province.objects.get(code='50').abbreviation_en},1",
        "Bangkok,BKK,0",
    ]
    assert drawn(client, "provinces")[1:] == ["1", "BKK", "Awards", "0", "1"]
    assert drawn(client, "provinces", "")[:2] == ["ชม", "1"]


def test_the_survey_says_what_is_known_and_where_that_is_an_order_only(client, world):
    assert rows(client, "/en/statistics/survey.csv") == [
        "Year,Level,Indicator,Place,Score,Note",
        "2020,Department level,บริการ,1,85.25,",
        "2020,Department level,นโยบาย,2,,Order only",
        "2020,Province level,บริการ,1,,Order only",
    ]
    assert drawn(client, "survey") == [
        "2020", "Department level", "บริการ", "1", "85.25", "นโยบาย", "2",
        "Province level", "Order only", "บริการ", "1",
    ]  # fmt: skip


def test_a_line_leads_from_an_indicator_to_itself_at_the_other_level(world):
    figure = figures.by_indicator(None)
    [block] = charts.survey(figure).parts["blocks"]
    [(x1, y1, x2, y2)] = block["lines"]

    assert x1 < charts.WIDTH / 2 < x2
    assert y1 == y2


def test_the_rows_of_the_survey_are_by_rank_and_what_ranks_alike_stands_in_one(editions):
    places = {
        Level.DEPARTMENT: {"บริการ": 1, "โครงสร้าง": 1, "ระบบ": 3, "คน": 4, "เทคโนโลยี": 6},
        Level.PROVINCE: {"โครงสร้าง": 1, "คน": 2, "บริการ": 3, "เทคโนโลยี": 6},
    }
    for level, places_at_level in places.items():
        for title, place in places_at_level.items():
            make_finding(editions[2020], title, place=place, level=level)

    [block] = charts.survey(figures.by_indicator(None)).parts["blocks"]
    top = block["columns"][0].cells[0]["y"]
    rows_of = [[(cell["y"] - top) // charts.CELL for cell in column.cells] for column in block["columns"]]

    assert rows_of == [[0, 1, 3, 4, 5], [0, 2, 3, 5]]
    assert [y1 == y2 for _x1, y1, _x2, y2 in block["lines"]] == [True, False, False, True]


def test_what_has_no_place_stands_below_what_has_one_and_the_highest_score_first(editions):
    for title, found in {"ก": {"score": "60"}, "ข": {"score": "70"}, "ค": {"place": 900}}.items():
        make_finding(editions[2020], title, **found)

    drawing = charts.survey(figures.by_indicator(None))
    [column] = drawing.parts["blocks"][0]["columns"]

    assert [cell["label"].lines[0].text for cell in column.cells] == ["ค", "ข", "ก"]
    assert drawing.height < charts.HEAD + 4 * charts.CELL


def test_thai_pages_have_thai_words_and_the_years_of_the_buddhist_era(client, world):
    assert rows(client, "/statistics/agencies.csv")[1] == "กรมหนึ่ง,4,3"
    assert rows(client, "/statistics/awards.csv")[0].split(",")[1:4] == ["2562", "2563", "2564"]
    assert drawn(client, "streaks", "")[:4] == ["2562", "2563", "2564", "กรมหนึ่ง"]


def test_a_name_is_harmless_in_every_file(client, world, agencies):
    first, *_others = agencies
    first.name_en = AWKWARD
    first.save()
    stored = first.name_en

    assert rows(client, "/en/statistics/agencies.csv")[1] == f"'{stored},4,3"
    for name in NAMES:
        response = client.get(f"/en/statistics/{name}.svg")
        tags = {element.tag.removeprefix(SVG) for element in picture(response).iter()}
        assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "g", "text"}
        assert not re.search(r'\s(style|href|on\w+)="', html.unescape(response.content.decode()).lower())
    assert drawn(client, "agencies")[0] == stored.replace("\ufffe", "")
    assert "<script>" not in client.get("/en/statistics/").content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_tells_those_who_cannot_see_it_what_it_is(client, world, name):
    root = picture(client.get(f"/en/statistics/{name}.svg"))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), desc.get("id"))
    assert (title.text, desc.text.endswith(".")) == (said("title")[NAMES.index(name)], True)


def test_a_picture_that_stands_alone_says_what_it_shows_and_where_it_is_from(client, world):
    root = picture(client.get("/en/statistics/streaks.svg"))

    assert root.find(f"{SVG}text").text == "The longest streaks"
    assert [text.text for text in root.find(f"{SVG}g")] == [
        "The most editions in a row with an award of any kind.",
        "A plus says that the streak may be longer.",
        "Digital Government Awards · testserver",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_files_say_what_they_are_and_any_cache_may_hold_them(client, world, name):
    svg, table = client.get(f"/statistics/{name}.svg"), client.get(f"/statistics/{name}.csv")

    assert svg["Content-Type"] == "image/svg+xml"
    assert table["Content-Disposition"] == f'attachment; filename="statistics-{name}.csv"'
    for response in (svg, table):
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Set-Cookie" not in response.headers


def test_the_page_has_each_chart_with_its_table_and_its_files(client, world):
    page = client.get("/en/statistics/")
    text = page.content.decode()

    assert texts(page, "h2") == said("title")
    assert text.count('role="img"') == text.count("<table") == len(CHARTS)
    for name in NAMES:
        assert f'href="/en/statistics/{name}.svg"' in text
        assert f'href="/en/statistics/{name}.csv"' in text
    assert '<th scope="row"><a href="/en/agencies/first/">Department One</a></th><td>4</td><td>3</td>' in text


def test_the_page_takes_few_queries(client, world):
    with CaptureQueriesContext(connection) as queries:
        client.get("/statistics/")

    assert len(queries) <= 8


def test_without_anything_released_the_page_says_so_and_has_no_files(client):
    make_winner(make_category(make_ceremony(release_at=LATER)))
    page = client.get("/en/statistics/")

    assert texts(page, ".empty") == said("empty")
    assert "<svg" not in page.content.decode()
    for name in [*NAMES, "nothing"]:
        assert client.get(f"/en/statistics/{name}.svg").status_code == 404
        assert client.get(f"/en/statistics/{name}.csv").status_code == 404


def test_offered_awards_without_any_known_winner_are_no_figure(client):
    make_category()

    assert client.get("/statistics/awards.svg").status_code == 404
    assert client.get("/statistics/").status_code == 200


def test_every_province_is_on_the_map_once():
    lines = (settings.BASE_DIR / "fixtures" / "provinces.jsonl").read_text().splitlines()
    codes = sorted(json.loads(line)["fields"]["code"] for line in lines)

    assert len(codes) == 77
    assert sorted(PLACES) == codes
    assert len(set(PLACES.values())) == 77


@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (1, [(0, 0, 0), (1, 1, 1)]),
        (3, [(0, 0, 0), (1, 1, 1), (2, 2, 2), (4, 3, 3)]),
        (12, [(0, 0, 0), (1, 1, 3), (2, 4, 5), (3, 6, 8), (4, 9, 10), (5, 11, 12)]),
    ],
)
def test_shades_grow_with_the_number(most, legend):
    assert [entry[:3] for entry in charts.legend(most)] == legend


@pytest.mark.parametrize("name", ["ก" * 300, "น้ำ" * 100, "x" * 300, "W " * 150])
def test_a_long_name_stays_within_the_picture(name):
    lines = charts.lines_of(name, 0)

    assert len(lines) == 2
    assert lines[-1].text.endswith("…")
    assert all(charts.width(line.text) * charts.TYPE <= charts.WIDTH for line in lines)


def test_a_picture_grows_with_its_years(main):
    for year in range(2001, 2031):
        make_winner(make_category(make_ceremony(year, release_at=YESTERDAY), award=main))
    with translation.override("en"):
        drawing = charts.by_award(figures.by_award(Tally()))

    assert drawing.width == 30 * charts.COLUMN
    [(_label, _top, tiles)] = drawing.parts["rows"]
    assert all(x >= 0 and x + drawing.parts["tile"] <= drawing.width for x, *_rest in tiles)


def luminance(color):
    """How bright a colour is, as WCAG reckons."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    """The contrast of two colours, as WCAG reckons."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("mode", "ink", "paper"), [(0, "#25211b", "#fcfaf4"), (1, "#ebe5d8", "#15141a")])
def test_shades_are_told_apart_by_brightness_alone_and_what_stands_on_them_is_read(mode, ink, paper):
    values = re.findall(r"--(shade-\d|on-dark): (#\w+);", STYLES.read_text())
    colors = [color if len(color) == 7 else "#ffffff" for _name, color in values[6 * mode : 6 * mode + 6]]
    *shades, on_dark = colors
    steps = [contrast(paper, shade) for shade in shades]

    assert steps == sorted(steps)
    assert all(contrast(one, other) > 1.25 for one, other in zip([paper, *shades], shades, strict=False))
    assert all(contrast(ink, shade) >= 4.5 for shade in shades[:3])
    assert all(contrast(on_dark, shade) >= 4.5 for shade in shades[3:])
    assert contrast(paper, shades[3]) >= 3


def test_a_downloaded_picture_has_the_colours_of_the_page(client, world):
    light = re.findall(r"--(shade-\d): (#\w+);", STYLES.read_text())[:5]
    template = (settings.BASE_DIR / "templates/awards/statistics/_shade.svg").read_text()

    assert re.findall(r'fill="(#\w+)"', template) == [color for _name, color in light]

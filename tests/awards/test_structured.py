"""What pages say to machines in the words of schema.org."""

import json
import re

import pytest

from awards.models import Recipient
from awards.models.winners import NAME_REMOVED
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_name,
    make_winner,
)
from tests.schema_org.validator import faults

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
# Pages on which names stand, and others.
NAMED = [
    "/ceremonies/",
    "/ceremonies/2020/",
    "/awards/",
    "/awards/data/",
    "/winners/first222/",
    "/winners/leader22/",
    "/agencies/",
    "/agencies/one/",
]
PAGES = [*NAMED, "/", "/search/?q=x", "/statistics/", "/corrections/", "/privacy/"]
AWKWARD = """ก < ข & "ค" 'ง' ]]> <!-- <script> </script><script>alert(1)</script> \u2028 %s {{ x }} \\"""


@pytest.fixture
def world():
    """An agency and a person with an award each."""
    ministry = make_agency("กระทรวงหนึ่ง", code="ministry")
    agency = make_agency(
        "กรมหนึ่ง", name_en="Department One", code="one", parent=ministry, website="https://one.go.th/"
    )
    make_name(agency, "กห.")
    ceremony = make_ceremony(2020, release_at=YESTERDAY, venue_th="ทำเนียบรัฐบาล", organiser=agency)
    data, leader = make_award(code="data"), make_award(recipient=Recipient.PERSON)
    category = make_category(ceremony, award=data, title_th="รางวัลหนึ่ง", title_en="Award One")
    leaders = make_category(ceremony, award=leader, level="PERSON", title_th="ผู้นำ", title_en="Leader")
    first = make_winner(category, agency=agency, ref="first222")
    person = make_winner(
        leaders,
        agency=agency,
        ref="leader22",
        position_th="อธิบดี",
        person_given_en="One",
        person_family_en="Two",
    )
    return first, person


def said(client, address):
    """The things that a page says."""
    html = client.get(address).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(scripts[0])
    assert len(scripts) == 1
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def of_type(things, name):
    """The first thing of a type, which may be in another."""
    return next(thing for thing in within(things) if thing.get("@type") == name)


def within(thing):
    """A thing and all that is in it."""
    if isinstance(thing, list):
        for each in thing:
            yield from within(each)
    elif isinstance(thing, dict):
        yield thing
        yield from within([*thing.values()])


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_a_page_says_is_sound(client, world, prefix, address):
    assert [fault for thing in said(client, prefix + address) for fault in faults(thing)] == []


@pytest.mark.parametrize("address", NAMED)
def test_no_name_breaks_out_of_what_a_page_says(client, world, address):
    for winner in world:
        winner.person_given_th = winner.person_given_th and AWKWARD[:100]
        for thing, field in (
            (winner, "agency_name_th"),
            (winner.agency, "name_th"),
            (winner.category, "title_th"),
            (winner.category.award, "name_th"),
            (winner.category.ceremony, "name_th"),
        ):
            setattr(thing, field, f"{AWKWARD} {thing.pk}")
            thing.save()

    html = client.get(address).content.decode()
    inside = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]

    assert not set("<>&") & set(inside)
    assert AWKWARD[:60] in json.dumps(said(client, address), ensure_ascii=False).replace('\\"', '"')
    assert html.count("<script") == 1


def test_the_page_of_a_ceremony_tells_an_event_and_who_won(client, world):
    things = said(client, "/en/ceremonies/2020/")

    event, winners = of_type(things, "Event"), of_type(things, "ItemList")
    assert (event["name"], event["startDate"]) == ("Digital Government Awards 2020", "2020-12-03")
    assert event["location"]["name"] == "ทำเนียบรัฐบาล"
    assert event["organizer"]["name"] == "Department One"
    assert [(item["position"], item["name"], item["url"]) for item in winners["itemListElement"]] == [
        (1, "Department One", f"{HOST}/en/winners/first222/"),
        (2, "One Two", f"{HOST}/en/winners/leader22/"),
    ]


def test_a_ceremony_of_an_unknown_day_and_place_tells_its_year_alone(client):
    make_ceremony(2020, release_at=YESTERDAY, held_on=None)

    event = of_type(said(client, "/ceremonies/2020/"), "Event")
    assert (event["startDate"], "location" in event, "organizer" in event) == ("2020", False, False)


def test_the_page_of_an_agencys_win_tells_the_agency_and_its_award(client, world):
    page = of_type(said(client, "/en/winners/first222/"), "WebPage")

    assert page["about"] == {
        "@type": "GovernmentOrganization",
        "@id": f"{HOST}/en/agencies/one/",
        "name": "Department One",
        "url": f"{HOST}/en/agencies/one/",
        "award": "Award One 2020",
    }


def test_the_page_of_a_persons_win_tells_the_person_in_an_office(client, world):
    about = of_type(said(client, "/en/winners/leader22/"), "WebPage")["about"]

    assert (about["@type"], about["name"], about["jobTitle"]) == ("Person", "One Two", "อธิบดี")
    assert (about["affiliation"]["name"], about["award"]) == ("Department One", "Leader 2020")


def test_a_withdrawn_award_is_told_as_nobodys(client, world):
    for winner in world:
        winner.withdrawn_at, winner.withdrawn_why_th = YESTERDAY, "ขาดคุณสมบัติ"
        winner.save()

    for address in ("/winners/first222/", "/winners/leader22/"):
        assert "award" not in of_type(said(client, address), "WebPage")["about"]
    for address in ("/ceremonies/2020/", "/awards/data/"):
        assert of_type(said(client, address), "ItemList")["numberOfItems"] == 0


def test_a_person_whose_name_was_removed_is_told_as_none(client, world):
    person = world[1]
    for name, value in NAME_REMOVED.items():
        setattr(person, name, value)
    person.anonymised_at = YESTERDAY
    person.save()

    assert (
        of_type(said(client, "/winners/leader22/"), "WebPage")["about"]["@type"] == "GovernmentOrganization"
    )


def test_the_page_of_an_agency_tells_its_other_names_and_what_it_belongs_to(client, world):
    agency = of_type(said(client, "/en/agencies/one/"), "GovernmentOrganization")

    assert agency["name"] == "Department One"
    assert agency["alternateName"] == ["กรมหนึ่ง", "กห."]
    assert agency["sameAs"] == "https://one.go.th/"
    assert agency["parentOrganization"]["url"] == f"{HOST}/en/agencies/ministry/"


def test_each_page_tells_the_way_to_it(client, world):
    trail = of_type(said(client, "/en/winners/first222/"), "BreadcrumbList")

    assert [(item["position"], item["name"], item["item"]) for item in trail["itemListElement"]] == [
        (1, "Digital Government Awards", f"{HOST}/en/"),
        (2, "Ceremonies", f"{HOST}/en/ceremonies/"),
        (3, "Digital Government Awards 2020", f"{HOST}/en/ceremonies/2020/"),
        (4, "Department One", f"{HOST}/en/winners/first222/"),
    ]


def test_a_long_list_says_how_long_it_is_and_names_the_first(client):
    for _each in range(51):
        make_agency()

    agencies = of_type(said(client, "/agencies/"), "ItemList")
    assert (agencies["numberOfItems"], len(agencies["itemListElement"])) == (51, 50)


def test_the_statistics_are_data_about_some_years_in_files(client, world):
    make_ceremony(2019, release_at=YESTERDAY)

    data = of_type(said(client, "/en/statistics/"), "Dataset")
    assert (data["name"], data["temporalCoverage"]) == ("Digital Government Awards · Statistics", "2019/2020")
    assert data["distribution"][0] == {
        "@type": "DataDownload",
        "name": "Awards by year",
        "encodingFormat": "text/csv",
        "contentUrl": f"{HOST}/en/statistics/awards.csv",
    }
    assert all(client.get(file["contentUrl"]).status_code == 200 for file in data["distribution"])
    # Under which licence it is has not been decided.
    assert "license" not in data


def test_statistics_of_nothing_are_about_no_years(client):
    data = of_type(said(client, "/statistics/"), "Dataset")

    assert {"temporalCoverage", "distribution"} & set(data) == set()


def test_a_page_that_asks_tells_what_it_asked(client, world):
    page = of_type(said(client, "/en/search/?q=One&fbclid=x"), "SearchResultsPage")

    assert (page["name"], page["url"]) == ("Search", f"{HOST}/en/search/?q=One")


def test_the_front_page_tells_how_the_portal_is_searched(client):
    site = of_type(said(client, "/en/"), "WebSite")

    assert site["potentialAction"]["target"]["urlTemplate"] == f"{HOST}/en/search/?q={{search_term_string}}"
    assert site["publisher"]["name"] == "Digital Government Development Agency (Public Organization)"

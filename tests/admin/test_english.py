"""What is missing in English: the numbers, and the lists that they lead to."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.urls import reverse

from awards.english import sorts
from awards.models import Ceremony, Correction, Recipient, Winner
from awards.roles import READER, ROLES
from awardsportal.english import texts_of
from tests.admin.pages import text_of
from tests.factories import (
    LATER,
    make_agency,
    make_attachment,
    make_award,
    make_category,
    make_ceremony,
    make_finding,
    make_photo,
    make_user,
    make_winner,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meter(client):
    """The page of the numbers, as a reader sees it in English."""
    client.force_login(make_user(READER))
    return lambda: client.get("/en" + reverse("admin:awards_ceremony_english"))


@pytest.fixture
def world():
    """Two ceremonies with something of every sort, of which one half is there in English."""
    for year in (2019, 2020):
        ceremony = make_ceremony(
            year, venue_th="ทำเนียบ", presider_th="นาย ก", text_th="หนึ่ง", name_en="" if year == 2020 else "x"
        )
        for english in ("", "English"):
            agency = make_agency(name_en=english)
            make_agency(name_en=english)
            category = make_category(
                ceremony, title_en=english, heading_th="ก", award=make_award(name_en=english)
            )
            person = make_category(ceremony, award=make_award(recipient=Recipient.PERSON, name_en="x"))
            make_winner(person, agency=agency, person_given_en=english, position_th="อธิบดี")
            winner = make_winner(category, agency=agency, citation_th="ดี", citation_en=english)
            finding = make_finding(ceremony, f"ก{english}", text_th="ข", text_en=english)
            finding.indicator.title_en = english
            finding.indicator.save()
            for thing in (ceremony, winner):
                make_photo(thing, alt_th="ก", alt_en=english, caption_th="ข")
                make_attachment(thing, caption_th="ค", caption_en=english)
    return ceremony


def links(page):
    """Each address of a list that the page leads to, with the number that it is said to have."""
    numbered = re.findall(
        r'<a href="([^"]*english=[^"]*)">\s*(?:[^<]*?\s)?(\d+)(?: missing)?\s*</a>', text_of(page)
    )
    return {unescape(address): int(number) for address, number in numbered}


def test_every_text_in_two_languages_is_looked_at():
    """All but corrections, which stay as they were made."""
    kept = [model for model in apps.get_models() if hasattr(model, "history") and texts_of(model)]

    assert {sort.rows.model for sort in sorts()} == set(kept) - {Correction}


def test_a_text_is_known_by_its_two_fields_and_only_where_the_english_may_be_missing():
    assert list(texts_of(Ceremony)) == ["name", "venue", "presider", "presider_position", "text"]
    assert list(texts_of(apps.get_model("agencies.Province"))) == []
    assert list(texts_of(apps.get_model("agencies.Agency"))) == ["name"]


def test_each_number_leads_to_exactly_the_rows_that_it_counts(client, meter, world):
    found = links(meter())

    assert len(found) > 30
    for address, number in found.items():
        rows = list(client.get(address).context_data["cl"].queryset)
        medium, _dash, text = parse_qs(urlsplit(address).query)["english"][0].partition("-")
        if medium in ("photo", "attachment"):
            # A ceremony and a winner are listed once, however many of its photos lack it.
            names = (
                [f"{text}_en"] if text else ["caption_en", "alt_en"] if medium == "photo" else ["caption_en"]
            )
            each = [
                [any(not getattr(one, name) for name in names) for one in getattr(row, f"{medium}s").all()]
                for row in rows
            ]
            assert all(map(any, each)), address
            rows = [lacks for all_of_one in each for lacks in all_of_one if lacks]
        assert len(rows) == number, address


def test_the_page_says_of_each_text_how_many_are_there(meter):
    make_ceremony(2020, venue_th="ก", name_en="Awards")
    make_ceremony(2019, venue_th="ก", venue_en="A Place", name_en="")

    page = " ".join(text_of(meter()).split())

    assert re.findall(r'<th scope="row">([^<]*)</th> <td> <meter min="0" max="2" value="1">', page) == [
        "Name in English",
        "Venue in English",
    ]
    assert "Presided over by" not in page


def test_where_nothing_is_missing_the_page_says_so(meter):
    make_ceremony(2020)

    page = " ".join(text_of(meter()).split())
    assert page.count("Nothing is missing.") == 2
    assert links(meter()) == {}


def test_an_agency_that_was_not_renamed_is_called_by_its_name_of_today():
    agency = make_agency("กรมหนึ่ง")
    same, renamed = make_winner(agency=agency), make_winner(agency=agency, agency_name_th="ชื่อเดิม")
    agency.name_en = "Department One"
    agency.save()

    lacking = next(sort for sort in sorts() if sort.listed is Winner)
    assert (same.agency_name_en, renamed.agency_name_en) == ("", "")
    assert [(gap.said, gap.lacking) for gap in lacking.gaps() if gap.name == "agency_name"] == [(2, 1)]


@pytest.mark.parametrize("role", ROLES)
def test_staff_of_each_role_are_led_to_it_from_their_start_page(client, role):
    client.force_login(make_user(role))
    address = reverse("admin:awards_ceremony_english")

    assert f'href="{address}"' in text_of(client.get(reverse("admin:index")))
    assert client.get(address).status_code == 200


def test_it_takes_as_many_queries_for_many_rows_as_for_few(
    client, meter, world, django_assert_max_num_queries
):
    make_winner(make_category(make_ceremony(2025, release_at=LATER)))

    with django_assert_max_num_queries(18):
        meter()


def test_a_list_is_narrowed_to_what_has_all_its_english(client, meter):
    meter()
    whole, _lacking = make_award(name_en="Award"), make_award()

    rows = client.get(reverse("admin:awards_award_changelist"), {"english": "known"}).context_data["cl"]
    assert list(rows.queryset) == [whole]


@pytest.mark.parametrize("asked", ["", "x", "name_en", "fold"])
def test_a_list_asked_for_what_nobody_knows_is_whole(client, meter, asked):
    meter()
    make_award()

    rows = client.get(reverse("admin:awards_award_changelist"), {"english": asked}).context_data["cl"]
    assert rows.queryset.count() == 1

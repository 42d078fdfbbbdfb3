"""What a search finds as a file."""

import csv
from datetime import datetime

import pytest

from agencies.models import Kind
from awards.models import Form, Level, Mission, Recipient
from tests.factories import (
    BANGKOK,
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_winner,
)

pytestmark = pytest.mark.django_db


def content(client, address):
    """The file as text."""
    return b"".join(client.get(address).streaming_content).decode()


def rows(client, address):
    """The rows of the file, the headings first."""
    return list(csv.reader(content(client, address).removeprefix("\ufeff").splitlines()))


def make_full_winner():
    """A person's win with a text in every column; some of them would run as a formula."""
    ministry = make_agency("กระทรวงการคลัง", name_en="Ministry of Finance", kind=Kind.MINISTRY)
    agency = make_agency("กรมสรรพากร", name_en="Revenue Department", code="rd", parent=ministry)
    award = make_award(name_th="ผู้นำ", name_en="Leader", recipient=Recipient.PERSON)
    category = make_category(
        make_ceremony(2021, release_at=YESTERDAY),
        award=award,
        title_th="ผู้นำดีเด่น",
        title_en="Outstanding Leader",
        heading_th="=หัวข้อ",
        heading_en="=Heading",
        level=Level.PERSON,
        mission=Mission.SERVICE,
        form=Form.PLAQUE,
    )
    return make_winner(
        category,
        agency=agency,
        ref="first222",
        agency_name_th="กรมเดิม",
        agency_name_en="Former",
        person_title_en="Ms",
        person_given_th="รื่นวดี",
        person_given_en="Ruenvadee",
        position_th="อธิบดี",
        position_en="@Director",
        acting=True,
        rank=1,
        score="97.5",
        citation_th="ยอดเยี่ยม",
        citation_en="+Great",
        received_by="-ผู้แทน",
        source="หนึ่ง",
        withdrawn_at=datetime(2022, 1, 1, 1, 0, tzinfo=BANGKOK),
        withdrawn_why_th="ผิด",
        withdrawn_why_en="Wrong",
    )


def test_a_file_says_all_that_the_page_of_a_winner_says_and_nothing_that_runs(client):
    make_full_winner()

    assert content(client, "/en/search.csv") == (
        "\ufeffReference,Year (BE),Year (CE),Ceremony,Award,Title of the year,Group of awards,Level,Mission,"
        "Form of the award,Agency as announced,Agency today,Code of the agency,Kind of agency,Belongs to,"
        "Person,Position,Acting,Rank,Score,Citation,Received by,Source,Withdrawn on,"
        "Reason of the withdrawal,Permanent address\r\n"
        "first222,2564,2021,Digital Government Awards 2021,Leader,Outstanding Leader,'=Heading,"
        "Personal level,Mainly provides services,Plaque,Former,Revenue Department,rd,"
        "Department or equivalent,Ministry of Finance,Ms Ruenvadee,'@Director,Yes,1,97.50,'+Great,'-ผู้แทน,"
        "หนึ่ง,2022-01-01,Wrong,http://testserver/en/winners/first222/\r\n"
    )


def test_a_file_is_in_the_language_of_its_address_though_the_request_is_over(client):
    make_full_winner()
    _headings, thai = rows(client, "/search.csv")

    assert thai[4:8] + thai[10:13] + thai[-1:] == [
        "ผู้นำ",
        "ผู้นำดีเด่น",
        "'=หัวข้อ",
        "ระดับบุคคล",
        "กรมเดิม",
        "กรมสรรพากร",
        "rd",
        "http://testserver/winners/first222/",
    ]


def test_a_file_holds_what_the_page_finds_in_its_order_and_all_of_it(client):
    ceremony, coming = make_ceremony(2021, release_at=YESTERDAY), make_ceremony(2022, release_at=LATER)
    category = make_category(ceremony)
    for number in range(35):
        make_winner(category, agency=make_agency(f"กรมที่ {number:02}"))
    make_winner(category, agency=make_agency("เทศบาล"))
    make_winner(make_category(coming), agency=make_agency("กรมที่จะมาถึง"))

    names = [row[10] for row in rows(client, "/search.csv?q=กรม&order=agency&page=2")[1:]]

    assert names == [f"กรมที่ {number:02}" for number in range(35)]
    assert len(rows(client, "/search.csv")) == 37
    assert len(rows(client, "/search.csv?q=xyz")) == 1


def test_a_file_is_read_from_few_queries_however_long(client, django_assert_num_queries):
    category = make_category(make_ceremony(2021, release_at=YESTERDAY))
    for _winner in range(9):
        make_winner(category, agency=make_agency(parent=make_agency()))

    with django_assert_num_queries(5):
        assert len(rows(client, "/search.csv")) == 10


def test_the_page_leads_to_the_file_of_its_search(client):
    make_winner(make_category(make_ceremony(2021, release_at=YESTERDAY)), agency=make_agency("กรม"))
    response = client.get("/en/search.csv?q=กรม")

    assert 'href="/en/search.csv?q=%E0%B8%81%E0%B8%A3%E0%B8%A1&amp;year=2021"' in (
        client.get("/en/search/?q=กรม+2564&page=1").content.decode()
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="winners.csv"'


@pytest.mark.parametrize("query", ["q=%00", "year=abc", "view=table&order=nothing", "agency=%00"])
def test_what_cannot_be_read_is_left_out_of_a_file_too(client, query):
    assert len(rows(client, f"/search.csv?{query}")) == 1

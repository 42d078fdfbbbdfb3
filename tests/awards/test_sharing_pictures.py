"""The pictures that other sites show beside a link to a ceremony or a win."""

from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image, features

from awards.models import Recipient
from awards.records import record_of
from awards.sharing.pictures import ALERT, GOLD, NAME, ROOM, Card, draw, room_at, set_text
from awards.views.sharing import (
    card_of_agency,
    card_of_award,
    card_of_ceremony,
    card_of_portal,
    card_of_winner,
)
from tests.factories import (
    LATER,
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_winner,
)

pytestmark = pytest.mark.django_db

BROADCASTING = "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ"


@pytest.fixture
def category():
    """A category of a released ceremony, known in both languages."""
    ceremony = make_ceremony(2020, release_at=YESTERDAY, edition=5, venue_th="ทำเนียบรัฐบาล", awards_given=3)
    return make_category(ceremony, title_th="รางวัลหนึ่ง", title_en="Award One")


def colours(picture):
    """The colours of a picture, as in CSS."""
    counted = Image.open(BytesIO(picture)).convert("RGB").getcolors(maxcolors=1_000_000)
    return {"#{:02x}{:02x}{:02x}".format(*colour) for _count, colour in counted}


def test_thai_is_shaped_by_the_library_that_puts_its_marks_right():
    assert features.check("raqm")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_picture_has_the_size_that_sites_show(client, category, prefix):
    make_winner(category, agency=make_agency(code="one"), ref="first222")
    things = ["winners/first222/", "ceremonies/2020/", "agencies/one/", f"awards/{category.award.code}/", ""]

    for thing in things:
        response = client.get(f"{prefix}/{thing}share.png")
        picture = Image.open(BytesIO(response.content))

        assert response["Content-Type"] == "image/png"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert len(response.content) < 100_000


def test_a_picture_is_asked_for_again_only_when_it_has_changed(client, category):
    winner = make_winner(category, ref="first222")
    first = client.get("/winners/first222/share.png")
    again = client.get("/winners/first222/share.png", headers={"if-none-match": first["ETag"]})
    winner.withdrawn_at, winner.withdrawn_why_th = YESTERDAY, "ขาดคุณสมบัติ"
    winner.save()
    changed = client.get("/winners/first222/share.png", headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in first.headers
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_nothing_that_is_not_released_has_a_picture(client):
    winner = make_winner(make_category(make_ceremony(2020, release_at=LATER)))

    assert client.get("/ceremonies/2020/share.png").status_code == 404
    assert client.get(f"/winners/{winner.ref}/share.png").status_code == 404


def test_the_picture_of_a_win_says_who_won_what_and_when(category):
    winner = make_winner(category, agency=make_agency("กรมหนึ่ง", name_en="Department One"))

    with translation.override("en"):
        assert card_of_winner(winner) == Card(
            occasion="Digital Government Awards 2020", name="Department One", detail="", title="Award One"
        )
    with translation.override("th"):
        assert card_of_winner(winner) == Card(
            occasion="รางวัลรัฐบาลดิจิทัล ประจำปี 2563", name="กรมหนึ่ง", detail="", title="รางวัลหนึ่ง"
        )


def test_the_picture_of_a_person_says_in_which_office():
    leaders = make_category(
        make_ceremony(2020, release_at=YESTERDAY),
        award=make_award(recipient=Recipient.PERSON),
        level="PERSON",
    )
    winner = make_winner(
        leaders, agency=make_agency("กรมหนึ่ง"), position_th="อธิบดี", person_given_th="หนึ่ง", acting=True
    )

    with translation.override("en"):
        card = card_of_winner(winner)

    assert (card.name, card.detail, card.is_person) == ("นางสาวหนึ่ง สกุล", "Acting อธิบดี กรมหนึ่ง", True)


def test_the_picture_of_a_withdrawn_win_says_so_and_has_no_gold(category):
    winner = make_winner(category, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")

    with translation.override("en"):
        card = card_of_winner(winner)

    assert card.withdrawn == "This award was withdrawn on 31 May 2026."
    assert {ALERT} <= colours(draw(card))
    assert GOLD not in colours(draw(card))
    assert GOLD in colours(draw(card._replace(withdrawn="")))


def test_the_picture_of_a_ceremony_says_when_and_where_and_how_much_is_known(category):
    make_winner(category)
    counted = type(category.ceremony).objects.with_counts().get()

    with translation.override("en"):
        assert card_of_ceremony(counted) == Card(
            occasion="Ceremony no. 5",
            name="Digital Government Awards 2020",
            detail="3 December 2020 · ทำเนียบรัฐบาล",
            title="1 of 3 awards known",
        )


def test_the_picture_of_an_award_says_how_often_it_was_given(category):
    award = category.award
    award.name_en = "Award One"
    make_winner(category)
    make_winner(category, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")
    make_winner(make_category(make_ceremony(2019, release_at=YESTERDAY), award=award))
    make_winner(make_category(make_ceremony(2021, release_at=LATER), award=award))

    with translation.override("en"):
        assert card_of_award(award) == Card(
            occasion="Digital Government Awards",
            name="Award One",
            detail="",
            title="2 awards known in 2 years",
        )


def test_the_picture_of_an_agency_says_what_it_is_and_won(category):
    ministry = make_agency("กระทรวงหนึ่ง", name_en="Ministry of One")
    agency = make_agency("กรมหนึ่ง", name_en="Department One", parent=ministry)
    make_winner(category, agency=agency)
    make_winner(make_category(make_ceremony(2019, release_at=YESTERDAY)), agency=agency)
    make_winner(make_category(make_ceremony(2021, release_at=LATER)), agency=agency)

    with translation.override("en"):
        assert card_of_agency(record_of(agency)) == Card(
            occasion="Digital Government Awards",
            name="Department One",
            detail="Department or equivalent · Ministry of One",
            title="2 awards, 2 years in a row 2019–2020",
        )


def test_without_a_win_there_is_no_gold(category):
    card = card_of_agency(record_of(make_agency()))

    assert (card.title, card.is_won) == ("", False)
    assert card_of_award(category.award).is_won is False
    assert GOLD not in colours(draw(card))
    assert GOLD in colours(draw(card_of_portal()))


def test_the_picture_of_a_merged_agency_is_that_of_the_one_kept(client):
    make_agency(code="twin", merged_into=make_agency(code="kept"))

    assert client.get("/en/agencies/twin/share.png").url == "/en/agencies/kept/share.png"


@pytest.mark.parametrize("address", ["/awards/award-x/share.png", "/agencies/x/share.png"])
def test_what_is_not_there_has_no_picture(client, address):
    make_category(make_ceremony(2021, release_at=LATER), award=make_award(code="award-x"))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("กรมสรรพากร", ["กรมสรรพากร"]),
        (
            BROADCASTING,
            ["สำนักงานคณะกรรมการ", "กิจการกระจายเสียง กิจการโทรทัศน์", "และกิจการโทรคมนาคมแห่งชาติ"],
        ),
        (
            "Office of the National Broadcasting and Telecommunications Commission",
            ["Office of the National Broadcasting", "and Telecommunications Commission"],
        ),
    ],
)
def test_a_name_stands_in_lines_of_whole_words(name, lines):
    assert set_text(name, NAME).lines == lines


def test_a_name_of_300_letters_is_whole():
    name = "สำนักงานคณะกรรมการส่งเสริมการค้นคว้าและพัฒนาน้ำใจ " * 6

    assert len(name) == 300
    assert "".join(set_text(name, NAME).lines).replace(" ", "") == name.replace(" ", "")


@pytest.mark.parametrize(
    "name", ["น้ำ" * 100, "x" * 300, "国" * 300, "ก่ ข้ " * 60, "<b>&\ufffe%s</b>", "น", " "]
)
def test_any_name_is_drawn_within_the_frame(name):
    block = set_text(name, NAME)

    assert len(block.lines) <= 5
    assert all(room_at(NAME, block.size)(line) for line in block.lines)
    assert Image.open(BytesIO(draw(Card(name, name, name, name, True, name)))).size == (1200, 630)
    assert ROOM < 1200

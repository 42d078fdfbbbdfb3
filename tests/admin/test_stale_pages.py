from django.urls import reverse

from awards.models import Ceremony, Winner
from tests.admin.pages import fields_of, text_of
from tests.factories import make_agency, make_category, make_ceremony, make_user, make_winner


def english(name, *args):
    return "/en" + reverse(name, args=args)


def test_the_second_editor_of_a_ceremony_sees_both_versions(desk, client):
    ceremony = make_ceremony(2020, venue_th="ทำเนียบรัฐบาล")
    address = english("admin:awards_ceremony_change", ceremony.pk)
    mine = fields_of(desk.get(address))
    ceremony.venue_th = "สโมสรทหารบก"
    ceremony._history_user = make_user(first_name="มานี", last_name="มีตา")
    ceremony.save()

    page = desk.post(address, mine | {"venue_th": "ตึกสันติไมตรี", "held_on": "4 ธ.ค. 2563"})

    assert "มานี มีตา" in text_of(page)
    assert "saved: “สโมสรทหารบก”; typed by you: “ตึกสันติไมตรี”" in text_of(page)
    assert "saved: “3 December 2020”; typed by you: “4 December 2020”" in text_of(page)
    assert Ceremony.objects.get().venue_th == "สโมสรทหารบก"

    desk.post(address, fields_of(page))
    assert Ceremony.objects.get().venue_th == "ตึกสันติไมตรี"


def test_the_second_editor_of_a_row_sees_both_versions(desk):
    winner = make_winner(make_category(make_ceremony()), rank=1)
    address = english("admin:awards_category_change", winner.category_id)
    mine = fields_of(desk.get(address))
    Winner.objects.update(rank=2)

    page = desk.post(address, mine | {"winners-0-rank": "3"})

    assert "saved: “2”; typed by you: “3”" in text_of(page)
    assert Winner.objects.get().rank == 2

    desk.post(address, fields_of(page))
    assert Winner.objects.get().rank == 3


def test_a_form_of_something_deleted_meanwhile_comes_back_with_what_was_typed(desk):
    winner = make_winner(make_category(make_ceremony()))
    address = english("admin:awards_winner_change", winner.pk)
    mine = fields_of(desk.get(address))
    winner.delete()

    page = desk.post(address, mine | {"citation_th": "คำประกาศที่พิมพ์ไว้ยาวมาก"})

    assert page.status_code == 409
    assert "This was deleted after you opened it" in text_of(page)
    assert "คำประกาศที่พิมพ์ไว้ยาวมาก" in text_of(page)


def test_rows_typed_into_a_category_deleted_meanwhile_are_still_shown(desk):
    category = make_category(make_ceremony())
    address = english("admin:awards_category_change", category.pk)
    mine = fields_of(desk.get(address)) | {"winners-0-agency": make_agency("กรมสรรพากร").pk}
    category.delete()

    page = desk.post(address, mine)

    assert page.status_code == 409
    assert "กรมสรรพากร" in text_of(page)


def test_a_row_deleted_meanwhile_is_told_on_its_own_line(desk):
    category = make_category(make_ceremony())
    gone, kept = make_winner(category), make_winner(category)
    address = english("admin:awards_category_change", category.pk)
    mine = fields_of(desk.get(address))
    gone.delete()

    page = desk.post(address, mine | {"winners-0-rank": "8", "winners-1-rank": "9"})

    assert page.status_code == 200
    assert "Rank: 8" in text_of(page)
    assert fields_of(page)["winners-1-id"] == str(kept.pk)
    assert fields_of(page)["winners-1-rank"] == "9"
    assert Winner.objects.get().rank is None

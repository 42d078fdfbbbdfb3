"""What staff are told when a request is refused: in their language, with what to do."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.roles import READER
from tests.admin.pages import text_of
from tests.factories import make_user


def test_who_may_not_use_a_page_reads_so_in_thai(client, db):
    client.force_login(make_user(READER))

    page = client.get(reverse("admin:awards_winner_import"))

    assert page.status_code == 403
    assert "บัญชีของท่านไม่มีสิทธิ์ใช้หน้านี้" in text_of(page)


def test_an_expired_form_says_that_nothing_was_saved_and_how_to_go_on(db):
    page = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "somsri"})

    assert page.status_code == 403
    assert "แบบฟอร์มนี้หมดอายุแล้ว" in text_of(page)
    assert "<style" not in text_of(page)


def test_a_request_that_cannot_be_read_is_refused_in_thai(desk):
    page = desk.get(reverse("admin:awards_winner_changelist"), {"q": "\0"})

    assert page.status_code == 400
    assert "คำขอไม่ถูกต้อง" in text_of(page)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client, db, address):
    user = make_user(READER, password="a long enough word")
    typed = {"username": user.username, "password": "a long enough word", "next": address}

    assert client.post(reverse("admin:login"), typed).url == reverse("admin:index")

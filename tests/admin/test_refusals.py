"""What staff are told when a request is refused: in their language, with what to do."""

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from awards.models import Winner
from awards.roles import READER
from tests.admin.pages import text_of
from tests.factories import YESTERDAY, make_category, make_ceremony, make_user, make_winner
from tests.pages import texts

MISSING = "/admin/nothing/"


def answer(page):
    """All that a page says."""
    return page.status_code, dict(page.headers), page.content


def addresses_of(model, row):
    """Addresses that the admin of a model has or could have, as a stranger would try them."""
    below = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    ends = ["", "add/", f"{row.pk}/", "0/", "abc/"]
    ends += [f"{key}/{page}/" for key in (row.pk, 0) for page in ("change", "delete", "history", "x")]
    yield from (below + end for end in ends)
    yield from ((below + end).rstrip("/") for end in ends)


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_what_one_may_not_see_answers_exactly_as_what_does_not_exist(client, db, method):
    winner = make_winner(make_category(make_ceremony(release_at=YESTERDAY)))
    client.force_login(make_user())
    ask = getattr(client, method)
    missing = answer(ask(MISSING))

    asked = [*addresses_of(User, make_user()), *addresses_of(Winner, winner)]
    asked += [
        "/admin/auth/",
        "/admin/awards/",
        f"/admin/r/{ContentType.objects.get_for_model(Winner).pk}/{winner.pk}/",
        f"/admin/awards/winner/{winner.pk}/history/{winner.history.get().pk}/",
        "/admin/awards/winner/import/",
        "/admin/awards/winner/export/?format=csv",
        f"/admin/awards/ceremony/{winner.category.ceremony_id}/preview/",
    ]

    assert missing[0] == 404
    assert [address for address in asked if answer(ask(address)) != missing] == []


def test_suggestions_of_what_one_may_not_see_answer_as_a_missing_page(client, db):
    client.force_login(make_user())
    asked = {"app_label": "awards", "model_name": "winner", "field_name": "category"}

    assert answer(client.get(reverse("admin:autocomplete"), asked)) == answer(client.get(MISSING))


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_who_is_not_signed_in_learns_no_address(client, db, method):
    def told(address):
        page = getattr(client, method)(address)
        page.headers["Location"] = page.headers["Location"].removesuffix(f"next={address}")
        # Of the second in which it was asked.
        page.headers.pop("Expires")
        return answer(page)

    winner = make_winner()
    asked = [*addresses_of(Winner, winner), "/admin/", "/admin/jsi18n/", "/admin/password_change/"]

    assert told(MISSING)[0] == 302
    assert [address for address in asked if told(address) != told(MISSING)] == []


def test_who_may_see_but_not_change_reads_why(client, db):
    ceremony = make_ceremony()
    client.force_login(make_user(READER))

    page = client.post("/en" + reverse("admin:awards_ceremony_change", args=[ceremony.pk]), {})

    assert (page.status_code, texts(page, ".lead")) == (
        403,
        ["Your account may look at this, and not change it."],
    )


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

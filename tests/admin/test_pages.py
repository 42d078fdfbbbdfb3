"""All pages of the admin together: none breaks the content security policy, none answers 500."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from awards.models import Ceremony, Finding, Indicator, Survey
from awards.roles import DATA_ENTRY, READER, ROLES
from tests.admin.pages import fields_of, text_of
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_category,
    make_ceremony,
    make_correction,
    make_name,
    make_province,
    make_user,
    make_winner,
)

INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|<style|<[^>]+\s(?:style|on[a-z]+)\s*=""", re.IGNORECASE)
ODD = ["\0", "abc", "-1", "99999999999999999999999999", "๑", "%", "'\"<b>", "\u202e", "a" * 1000]


@pytest.fixture
def everything(db):
    """A row of each model."""
    draft = make_winner(make_category(make_ceremony(2021, held_on=None), quota=4))
    released = make_winner(make_category(make_ceremony(2020, release_at=YESTERDAY)))
    indicator = Indicator.objects.create(
        survey=Survey.objects.create(ceremony=draft.category.ceremony), code="1", title_th="แนวนโยบาย"
    )
    Finding.objects.create(indicator=indicator, level="DEPARTMENT", place=1)
    make_correction(released)
    make_name(make_agency(province=make_province()), "ย่อ")
    make_user(DATA_ENTRY)
    make_user(READER)


def addresses():
    """The address of each list, form and history in the admin, for the rows that there are."""
    yield from (reverse(f"admin:{name}") for name in ("index", "password_change", "login"))
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_{page}") for page in ("changelist", "add"))
        yield reverse("admin:app_list", args=[model._meta.app_label])
        for row in model._base_manager.all()[:3]:
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "delete", "history"))
            if hasattr(model, "history") and hasattr(model_admin, "history_form_view"):
                yield reverse(f"{name}_simple_history", args=[row.pk, row.history.first().pk])


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_page_of_the_admin_holds_inline_style_or_script(root_desk, everything, language):
    seen = 0
    for address in addresses():
        page = root_desk.get(language + address)
        assert page.status_code in (200, 302, 404), address
        assert INLINE.findall(text_of(page)) == [], address
        seen += page.status_code == 200
    assert seen > 60


@pytest.mark.parametrize("role", [*ROLES, None])
def test_every_role_may_see_a_page_or_finds_none(client, everything, role):
    client.force_login(make_user(role))
    statuses = {address: client.get(address).status_code for address in addresses()}

    assert {address: status for address, status in statuses.items() if status not in (200, 302, 404)} == {}


def test_no_page_of_the_admin_shows_a_date_of_the_common_era_in_thai(root_desk, everything):
    era = re.compile(
        r"(มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม"
        r"|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|[ก-ฮ]\.) (19|20)\d\d"
        r"|การสำรวจ (19|20)\d\d|>[^<>]*[ก-๙] \((19|20)\d\d\)"
    )
    for address in addresses():
        assert era.search(text_of(root_desk.get(address))) is None, address


def test_odd_addresses_never_break_a_page(root_desk, everything):
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        lists = reverse(f"{name}_changelist")
        for odd in ODD:
            for key in (
                "q",
                "o",
                "p",
                "all",
                "year",
                "level",
                "award",
                "withdrawn",
                "ministry",
                "english",
                "kind__exact",
            ):
                assert root_desk.get(lists, {key: odd}).status_code < 500, (lists, key, odd)
            for page in ("change", "delete", "history"):
                address = reverse(f"{name}_{page}", args=["key"]).replace("/key/", "/{}/")
                assert root_desk.get(address.format(odd[:100])).status_code < 500, (name, page, odd)


def test_odd_values_never_break_a_form(root_desk, everything):
    for address in list(addresses()):
        if not address.endswith(("/change/", "/add/")):
            continue
        page = root_desk.get(address)
        if page.status_code != 200:
            continue
        typed = fields_of(page)
        for odd in ODD:
            kept = {
                name: value for name, value in typed.items() if name.endswith(("_FORMS", "-id", "_digest"))
            }
            answer = root_desk.post(address, dict.fromkeys(typed, odd) | kept)
            assert answer.status_code < 500, (address, odd)


def test_odd_counts_of_rows_never_break_a_form(root_desk, everything):
    ceremony = Ceremony.objects.get(year=2021)
    address = reverse("admin:awards_ceremony_change", args=[ceremony.pk])
    typed = fields_of(root_desk.get(address))
    for odd in ODD:
        counts = {f"categories-{name}_FORMS": odd for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
        assert root_desk.post(address, typed | counts).status_code < 500, odd


def test_odd_actions_never_break_a_list(root_desk, everything):
    for model in admin.site._registry:
        lists = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for odd in ODD:
            action = {"action": "delete_selected", "_selected_action": odd, "index": odd}
            assert root_desk.post(lists, action).status_code < 500, (lists, odd)
            assert root_desk.post(lists, action | {"index": "0", "post": "yes"}).status_code < 500, (
                lists,
                odd,
            )


@pytest.mark.parametrize(
    ("value", "kind", "answer"),
    [
        ("3/12/63", "date", {"read": True, "text": "3 Dec 2020 (3 ธ.ค. 2563 (2020-12-03))"}),
        ("๖๓", "year", {"read": True, "text": "พ.ศ. 2563 (ค.ศ. 2020)"}),
        (
            "31/2/63",
            "date",
            {
                "read": False,
                "text": "“31/2/63” is a day that does not exist. Look at the day and the month again.",
            },
        ),
        ("", "date", {"read": True, "text": ""}),
    ],
)
def test_a_typed_date_is_echoed_before_it_is_saved(desk, value, kind, answer):
    assert desk.get("/en" + reverse("admin:read_date"), {"value": value, "kind": kind}).json() == answer


def test_only_staff_may_ask_how_a_date_is_read(client, db):
    assert client.get(reverse("admin:read_date"), {"value": "3/12/63"}).status_code == 302


def test_the_fifth_wrong_password_locks_the_account_for_a_while(client, db):
    make_user(username="somsri", password="right")
    login = "/en" + reverse("admin:login")

    answers = [client.post(login, {"username": "somsri", "password": "wrong"}) for _n in range(5)]
    locked = client.post(login, {"username": "somsri", "password": "right"})

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "Too many attempts" in text_of(locked)
    assert INLINE.findall(text_of(locked)) == []


def test_an_administrator_makes_no_superuser_of_anybody(client, db):
    from awards.roles import ADMINISTRATOR

    boss = make_user(ADMINISTRATOR)
    client.force_login(boss)
    address = reverse("admin:auth_user_change", args=[boss.pk])
    client.post(address, fields_of(client.get(address)) | {"is_superuser": "on", "first_name": "สมชาย"})

    boss.refresh_from_db()
    assert (boss.first_name, boss.is_superuser) == ("สมชาย", False)


def test_a_role_says_what_it_may_do(root_desk):
    from django.contrib.auth.models import Group

    group = Group.objects.get(name=DATA_ENTRY)

    page = text_of(root_desk.get("/en" + reverse("admin:auth_group_change", args=[group.pk])))

    thai = text_of(root_desk.get(reverse("admin:auth_group_change", args=[group.pk])))
    assert "Can add: winners" in page
    assert "Can import winners" in page
    assert "นำเข้าข้อมูลผู้ได้รับรางวัลได้" in thai


@pytest.mark.parametrize("role", [READER, None])
def test_who_may_only_look_learns_nothing_of_a_row_that_is_gone(client, everything, role):
    user = make_user(role)
    client.force_login(user)
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        seen = user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")

        page = client.post(reverse(f"admin:{name}_change", args=[0]), {"name_th": "กรม"})

        # An event of the audit log has no page, for nobody.
        assert page.status_code == (403 if seen and name != "audit_event" else 404)


def test_nobody_deletes_an_account_that_the_history_names(root_desk, clerk):
    address = reverse("admin:auth_user_delete", args=[clerk.pk])

    assert root_desk.post(address, {"post": "yes"}).status_code == 404
    clerk.refresh_from_db()

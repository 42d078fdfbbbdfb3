"""The guard by itself, on two copies of one form; the pages are tested in tests/admin/test_stale_pages.py."""

import pytest
from django.db import transaction
from django.forms import inlineformset_factory, modelform_factory
from django.utils import translation

from agencies.models import Agency, AgencyName
from awardsportal.staff.stale import StaleGuard, StaleGuardFormSet
from tests.factories import make_agency, make_name

pytestmark = pytest.mark.django_db

FIELDS = ["name_th", "name_en"]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def form_class():
    return modelform_factory(Agency, form=StaleGuard, fields=FIELDS)


def opened(agency):
    """What the browser holds when the form is opened."""
    form = form_class()(instance=Agency.objects.get(pk=agency.pk))
    return {name: form[name].value() or "" for name in form.fields}


def sent(agency, values):
    """The form as it arrives."""
    return form_class()(values, instance=Agency.objects.get(pk=agency.pk))


def test_a_form_that_nobody_overtook_is_saved():
    agency = make_agency("กรมเดิม")

    with transaction.atomic():
        form = sent(agency, opened(agency) | {"name_th": "กรมใหม่"})
        form.save()

    assert Agency.objects.get().name_th == "กรมใหม่"


def test_a_stale_form_is_refused_with_both_versions():
    agency = make_agency("กรมเดิม")
    values = opened(agency) | {"name_th": "กรมของฉัน"}
    Agency.objects.update(name_th="กรมของเขา")

    form = sent(agency, values)

    told, versions = form.non_field_errors()
    assert told.endswith("saved this after you opened it. Yours is not saved yet; saving again replaces it.")
    assert versions == "Name in Thai — saved: “กรมของเขา”; typed by you: “กรมของฉัน”."


def test_saving_again_is_deliberate():
    agency = make_agency("กรมเดิม")
    values = opened(agency) | {"name_th": "กรมของฉัน"}
    Agency.objects.update(name_th="กรมของเขา")
    refused = sent(agency, values)
    assert not refused.is_valid()

    again = sent(agency, {name: refused[name].value() for name in refused.fields})

    assert again.is_valid()


def test_a_form_without_a_digest_overwrites_nothing():
    agency = make_agency("กรมเดิม")

    assert not sent(agency, {"name_th": "กรมใหม่", "name_en": ""}).is_valid()


def test_a_stale_form_that_says_the_same_passes():
    agency = make_agency("กรมเดิม")
    values = opened(agency) | {"name_th": "กรมใหม่"}
    Agency.objects.update(name_th="กรมใหม่")

    assert sent(agency, values).is_valid()


def test_what_the_form_does_not_show_is_kept_as_it_was_saved_last():
    agency = make_agency("กรมเดิม")
    values, stale = opened(agency) | {"name_en": "New"}, Agency.objects.get()
    Agency.objects.update(website="https://newer.go.th")

    form_class()(values, instance=stale).save()

    assert Agency.objects.values_list("name_en", "website").get() == ("New", "https://newer.go.th")


def test_a_row_deleted_meanwhile_is_named_with_what_was_typed():
    agency = make_agency("กรมเดิม")
    values, held = opened(agency) | {"name_th": "กรมของฉัน"}, Agency.objects.get()
    Agency.objects.all().delete()

    form = form_class()(values, instance=held)

    assert "กรมของฉัน" in form.non_field_errors()[0]


def rows_class():
    return inlineformset_factory(
        Agency, AgencyName, form=StaleGuard, formset=StaleGuardFormSet, fields=["kind", "name"], extra=0
    )


def opened_rows(agency):
    """What the browser holds of the rows."""
    rows = rows_class()(instance=agency)
    values = {f"names-{name}": value for name, value in rows.management_form.initial.items()}
    return values | {
        row.add_prefix(name): row[name].value() or ""
        for row in rows
        for name in row.fields
        if name != "DELETE"
    }


def test_a_row_deleted_meanwhile_does_not_shift_the_others():
    agency = make_agency()
    first, second = make_name(agency, "ก"), make_name(agency, "ข")
    values = opened_rows(agency) | {"names-0-name": "ก ใหม่", "names-1-name": "ข ใหม่"}
    first_pk = first.pk
    first.delete()

    rows = rows_class()(values, instance=agency)

    assert not rows.is_valid()
    assert [bool(row.non_field_errors()) for row in rows.forms] == [True, False]
    assert [row.pk for row in rows.get_queryset()] == [first_pk, second.pk]
    assert "ก ใหม่" in rows.forms[0].non_field_errors()[0]


def test_a_row_deleted_meanwhile_can_be_let_go():
    agency = make_agency()
    first, second = make_name(agency, "ก"), make_name(agency, "ข")
    values = opened_rows(agency) | {"names-0-DELETE": "on", "names-1-name": "ข ใหม่"}
    first.delete()

    rows = rows_class()(values, instance=agency)
    assert rows.is_valid(), rows.errors
    rows.save()

    assert [name.name for name in agency.names.all()] == ["ข ใหม่"]
    assert second.pk == agency.names.get().pk


def test_only_the_row_that_somebody_else_saved_is_refused():
    agency = make_agency()
    first, _second = make_name(agency, "ก"), make_name(agency, "ข")
    values = opened_rows(agency) | {"names-0-name": "ก ฉัน", "names-1-name": "ข ฉัน"}
    AgencyName.objects.filter(pk=first.pk).update(name="ก เขา")

    rows = rows_class()(values, instance=agency)

    assert not rows.is_valid()
    assert [list(row.non_field_errors())[1:] for row in rows.forms] == [
        ["Name — saved: “ก เขา”; typed by you: “ก ฉัน”."],
        [],
    ]


def test_a_row_that_is_stored_already_is_refused():
    agency = make_agency()
    values = opened_rows(agency) | {"names-TOTAL_FORMS": 1, "names-0-kind": "ALIAS", "names-0-name": "ก"}
    make_name(agency, "ก")

    rows = rows_class()(values, instance=agency)

    assert not rows.is_valid()
    assert list(rows.forms[0].non_field_errors()) == ["The agency already has this name."]


def test_the_same_row_typed_twice_is_refused():
    agency = make_agency()
    values = opened_rows(agency) | {"names-TOTAL_FORMS": 2}
    values |= {
        f"names-{n}-{name}": value for n in (0, 1) for name, value in (("kind", "ALIAS"), ("name", "ก"))
    }

    assert not rows_class()(values, instance=agency).is_valid()

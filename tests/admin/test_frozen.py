import pytest
from django.urls import reverse

from awards.models import Category, Ceremony, Finding, Indicator, Survey, Winner
from tests.admin.pages import fields_of, text_of
from tests.factories import make_agency, make_category, make_ceremony, make_winner
from tests.frozen import REASONS, facts


@pytest.fixture(params=REASONS)
def frozen(request):
    """One of everything that a ceremony holds which nobody may change, its state, and the reason."""
    ceremony = make_ceremony(2020, **facts(request.param))
    winner = make_winner(make_category(ceremony))
    indicator = Indicator.objects.create(
        survey=Survey.objects.create(ceremony=ceremony), code="1", title_th="แนวนโยบาย"
    )
    finding = Finding.objects.create(indicator=indicator, level="DEPARTMENT", place=1)
    return {
        "ceremony": ceremony,
        "category": winner.category,
        "winner": winner,
        "survey": indicator.survey,
        "indicator": indicator,
        "finding": finding,
        "facts": facts(request.param),
        "reason": REASONS[request.param],
    }


def english(model, page, *args):
    return "/en" + reverse(f"admin:awards_{model}_{page}", args=args)


@pytest.mark.parametrize("model", ["ceremony", "category", "winner", "survey", "indicator", "finding"])
def test_a_frozen_form_is_read_only_and_says_why(desk, frozen, model):
    page = desk.get(english(model, "change", frozen[model].pk))

    assert frozen["reason"] in text_of(page)
    hidden = ("_FORMS", "-id", "-ceremony", "-category", "-survey", "-indicator")
    assert [name for name in fields_of(page) if not name.endswith(hidden)] == []


@pytest.mark.parametrize("model", ["ceremony", "category", "winner", "survey", "indicator", "finding"])
def test_a_form_opened_before_the_approval_is_refused_with_what_was_typed(desk, frozen, model):
    Ceremony.objects.update(state="DRAFT")
    address = english(model, "change", frozen[model].pk)
    mine = fields_of(desk.get(address))
    name = next(name for name in ("text_th", "citation_th", "title_th") if name in mine)
    Ceremony.objects.update(**frozen["facts"])

    page = desk.post(address, mine | {name: "ฉันพิมพ์ไว้แล้ว"})

    assert page.status_code == 409
    assert frozen["reason"] in text_of(page)
    assert "ฉันพิมพ์ไว้แล้ว" in text_of(page)
    frozen[model].refresh_from_db()
    assert getattr(frozen[model], name) != "ฉันพิมพ์ไว้แล้ว"


@pytest.mark.parametrize("model", ["ceremony", "category", "winner", "survey", "indicator", "finding"])
def test_nothing_frozen_is_deleted(desk, frozen, model):
    page = desk.post(english(model, "delete", frozen[model].pk), {"post": "yes"}, follow=True)
    assert frozen["reason"] in text_of(page)

    action = {"action": "delete_selected", "_selected_action": frozen[model].pk, "post": "yes"}
    page = desk.post(english(model, "changelist"), action, follow=True)
    assert frozen["reason"] in text_of(page)

    assert type(frozen[model]).objects.filter(pk=frozen[model].pk).exists()


def test_no_winner_enters_a_frozen_category(desk, frozen):
    add = english("winner", "add")
    typed = fields_of(desk.get(add)) | {"category": frozen["category"].pk, "agency": make_agency().pk}

    assert frozen["reason"] in text_of(desk.post(add, typed))
    assert Winner.objects.count() == 1


def test_no_row_is_typed_into_a_page_that_was_opened_before(desk, frozen):
    Ceremony.objects.update(state="DRAFT")
    address = english("category", "change", frozen["category"].pk)
    mine = fields_of(desk.get(address)) | {"winners-1-agency": make_agency().pk, "winners-0-rank": "5"}
    Ceremony.objects.update(**frozen["facts"])

    page = desk.post(address, mine)

    assert (page.status_code, frozen["reason"] in text_of(page)) == (409, True)
    assert list(Winner.objects.values_list("pk", "rank")) == [(frozen["winner"].pk, None)]


def test_no_winner_moves_into_a_frozen_category(desk, frozen):
    winner = make_winner(make_category(make_ceremony()))
    address = english("winner", "change", winner.pk)
    typed = fields_of(desk.get(address)) | {"category": frozen["category"].pk}

    assert frozen["reason"] in text_of(desk.post(address, typed))
    assert Winner.objects.get(pk=winner.pk).category == winner.category


def test_no_category_enters_a_frozen_ceremony(desk, frozen):
    add = english("category", "add")
    typed = fields_of(desk.get(add)) | {
        "ceremony": frozen["ceremony"].pk,
        "award": frozen["category"].award_id,
        "title_th": "ใหม่",
        "level": "LOCAL",
    }

    assert frozen["reason"] in text_of(desk.post(add, typed))
    assert Category.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "above", "typed"),
    [
        ("survey", "ceremony", {}),
        ("indicator", "survey", {"code": "2", "title_th": "บริการภาครัฐ"}),
        ("finding", "indicator", {"level": "LOCAL", "place": "2"}),
    ],
)
def test_no_part_of_a_survey_enters_a_frozen_ceremony(desk, frozen, model, above, typed):
    if model == "survey":
        frozen["survey"].delete()
    before = list(type(frozen[model]).objects.values())
    add = english(model, "add")

    page = desk.post(add, fields_of(desk.get(add)) | {above: frozen[above].pk} | typed)

    assert frozen["reason"] in text_of(page)
    assert list(type(frozen[model]).objects.values()) == before


@pytest.mark.parametrize("model", ["ceremony", "category", "winner", "survey", "indicator", "finding"])
def test_nothing_frozen_is_restored_to_an_older_version(desk, frozen, model):
    row = frozen[model]
    version = row.history.last()
    address = english(model, "simple_history", row.pk, version.pk)

    assert desk.get(address).status_code == 200
    page = desk.post(address, {"title_th": "เก่า", "name_th": "เก่า", "year": "2563"})
    assert (page.status_code, frozen["reason"] in text_of(page)) == (403, True)
    assert row.history.count() == 1


@pytest.mark.parametrize("model", ["ceremony", "category", "winner", "survey"])
def test_nothing_frozen_is_edited_in_a_list(desk, frozen, model):
    row = frozen[model]
    before = type(row).objects.values().get()
    typed = {"_save": "Save", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": row.pk}

    desk.post(
        english(model, "changelist"), typed | {"form-0-order": "9", "form-0-rank": "9", "form-0-year": "2570"}
    )

    assert type(row).objects.values().get() == before


def test_an_agency_stays_editable(desk, frozen):
    agency = frozen["winner"].agency
    address = reverse("admin:agencies_agency_change", args=[agency.pk])

    desk.post(address, fields_of(desk.get(address)) | {"name_en": "Revenue Department"})

    agency.refresh_from_db()
    assert agency.name_en == "Revenue Department"

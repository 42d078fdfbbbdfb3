"""Staff enter what became of agencies, on either side, and are told what cannot be."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from agencies.models import Agency, How, Succession
from tests.admin.pages import fields_of
from tests.factories import make_agency
from tests.pages import texts

AFTER, BEFORE = ("successions", "successor"), ("precessions", "predecessor")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def save(desk, agency, *rows, **values):
    """Save the agency's page with these rows more, each (side, how, other agency, day)."""
    address = reverse("admin:agencies_agency_change", args=[agency.pk])
    typed = fields_of(desk.get(address)) | values
    for (prefix, field), how, other, *on in rows:
        n = int(typed[f"{prefix}-TOTAL_FORMS"])
        row = {"how": how, field: other.pk, "took_effect_on": on[0] if on else ""}
        typed |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
        typed[f"{prefix}-TOTAL_FORMS"] = n + 1
    return desk.post(address, typed)


def refusals(page):
    assert page.status_code == 200
    return texts(page, ".nonform")


def rows():
    return list(Succession.objects.values_list("predecessor__name_th", "how", "successor__name_th"))


@pytest.fixture
def line():
    """Five agencies that have nothing to do with each other."""
    return [make_agency(letter) for letter in "กขคงจ"]


def test_a_split_is_entered_on_the_page_of_the_earlier_agency(desk, line):
    a, b, c, *_others = line

    saved = save(desk, a, (AFTER, How.SPLIT, b, "2 พ.ค. 2562"), (AFTER, How.SPLIT, c, "2 พ.ค. 2562"))

    assert saved.status_code == 302
    assert rows() == [("ก", How.SPLIT, "ข"), ("ก", How.SPLIT, "ค")]
    assert set(Succession.objects.values_list("took_effect_on", flat=True)) == {date(2019, 5, 2)}


def test_a_merger_is_entered_on_the_page_of_the_later_agency(desk, line):
    a, b, c, *_others = line

    assert save(desk, c, (BEFORE, How.MERGED, a), (BEFORE, How.MERGED, b)).status_code == 302
    assert rows() == [("ก", How.MERGED, "ค"), ("ข", How.MERGED, "ค")]


def test_half_a_split_is_refused_on_either_page(desk, line):
    a, b, *_others = line
    message = (
        "A split has at least two later agencies, but “ก” has one: Split → ข. "
        "Add the others on the page of “ก”, or choose another way."
    )

    assert refusals(save(desk, a, (AFTER, How.SPLIT, b))) == [message]
    assert refusals(save(desk, b, (BEFORE, How.SPLIT, a))) == [message]
    assert rows() == []


def test_the_last_but_one_part_of_a_split_cannot_be_deleted_from_its_own_page(desk, line):
    a, b, c, *_others = line
    save(desk, a, (AFTER, How.SPLIT, b), (AFTER, How.SPLIT, c))

    page = save(desk, b, **{"precessions-0-DELETE": "on"})

    assert [text.split(":")[0] for text in refusals(page)] == [
        "A split has at least two later agencies, but “ก” has one"
    ]
    assert len(rows()) == 2


def test_a_circle_is_refused_though_each_table_of_the_page_has_half_of_it(desk, line):
    a, b, *_others = line

    page = save(desk, a, (AFTER, How.REPLACED, b), (BEFORE, How.REPLACED, b))

    assert refusals(page) == [
        "The successions are a circle: ก → ข → ก. Delete the row that is wrong.",
    ]
    assert rows() == []


def test_an_agency_is_not_entered_as_its_own_successor(desk, line):
    page = save(desk, line[0], (AFTER, How.RENAMED, line[0]))

    assert refusals(page) == ["The successions are a circle: ก → ก. Delete the row that is wrong."]


def test_a_row_is_checked_against_those_on_other_pages(desk, line):
    a, b, c, *_others = line
    save(desk, b, (AFTER, How.RENAMED, c, "2 พ.ค. 2550"))

    page = save(desk, a, (AFTER, How.RENAMED, b, "2 พ.ค. 2562"))

    assert refusals(page) == [
        (
            "“ก” → “ข” (2 May 2019) took effect after “ข” → “ค” (2 May 2007), when “ข” had already ended. "
            "Put the wrong day right."
        )
    ]


def test_an_agency_cannot_be_dissolved_before_another_came_to_it(desk, line):
    a, b, *_others = line
    save(desk, a, (AFTER, How.MERGED, b, "2 พ.ค. 2562"))

    page = save(desk, b, dissolved_on="1 ม.ค. 2550")

    assert refusals(page) == [
        "“ก” → “ข” (2 May 2019) took effect after “ข” was dissolved (1 Jan 2007). Put the wrong day right."
    ]
    assert Agency.objects.get(pk=b.pk).dissolved_on is None


def test_a_wrong_row_is_put_right_and_the_cure_for_a_circle_saved_in_one_go(desk, line):
    a, b, c, *_others = line
    save(desk, a, (AFTER, How.RENAMED, b))

    saved = save(desk, a, (AFTER, How.RENAMED, c), (BEFORE, How.RENAMED, b), **{"successions-0-DELETE": "on"})

    assert saved.status_code == 302
    assert rows() == [("ก", How.RENAMED, "ค"), ("ข", How.RENAMED, "ก")]


def test_a_new_agency_is_entered_with_those_it_came_from(desk, line):
    address = reverse("admin:agencies_agency_add")
    typed = fields_of(desk.get(address)) | {
        "name_th": "กรมใหม่",
        "code": "new",
        "kind": "DEPARTMENT",
        "precessions-TOTAL_FORMS": 2,
    }
    for n in range(2):
        typed |= {f"precessions-{n}-how": How.RENAMED, f"precessions-{n}-predecessor": line[n].pk}

    assert refusals(desk.post(address, typed)) == [
        (
            "“กรมใหม่” is the new name of one agency only, not of several: ก, ข. "
            "Choose “Merged” in each row, or delete the wrong one."
        )
    ]
    typed |= {f"precessions-{n}-how": How.MERGED for n in range(2)}
    assert desk.post(address, typed).status_code == 302
    assert rows() == [("ก", How.MERGED, "กรมใหม่"), ("ข", How.MERGED, "กรมใหม่")]


def test_what_was_wrong_before_does_not_hold_up_another_change(desk, line):
    a, b, *_others = line
    Succession.objects.create(predecessor=a, successor=b, how=How.SPLIT)

    assert save(desk, a, website="https://www.example.go.th").status_code == 302

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from awardsportal.staff.forms import ThaiDateField, ThaiDecimalField, ThaiWholeField, ThaiYearField, echo

DAY = date(2020, 12, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "03/12/2563",
        "3 ธันวาคม 2563",
        "๓ ธันวาคม ๒๕๖๓",
        "3 ธ.ค. 63",
        "2020-12-03",
        "3/12/2020",
        "3 ธันวาคม พ.ศ. 2563",
        "วันพฤหัสบดีที่ 3 ธันวาคม พ.ศ. 2563",
        "3 December 2020",
        " 3\u200b ธ.ค.\u00a02563 ",
    ],
)
def test_every_spelling_of_a_date_is_the_same_day(typed):
    assert ThaiDateField().clean(typed) == DAY


@pytest.mark.parametrize("typed", ["2563", "๒๕๖๓", "63", "2020", "พ.ศ. 2563", "ค.ศ. 2020", "ปี 2563"])
def test_every_spelling_of_a_year_is_the_same_year(typed):
    assert ThaiYearField().clean(typed) == 2020


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/2/2563", "“31/2/2563” is a day that does not exist."),
        ("3/12/2653 พ.ศ.", "“3/12/2653 พ.ศ.” is not a date."),
        ("3/12/3106", "“3/12/3106” has a year that is not possible."),
        ("soon", "“soon” is not a date."),
        ("๑" * 500, f"“{'๑' * 60}…” is not a date."),
    ],
)
def test_an_impossible_date_is_refused_by_name_and_with_a_cure(typed, said):
    with pytest.raises(ValidationError) as refusal:
        ThaiDateField().clean(typed)

    with translation.override("en"):
        assert refusal.value.messages[0].startswith(said)


@pytest.mark.parametrize("typed", ["3106", "1462", "256", "soon", "2563.5", "-2563", "9" * 99])
def test_an_impossible_year_is_refused(typed):
    with pytest.raises(ValidationError):
        ThaiYearField().clean(typed)


def test_a_date_is_shown_in_the_calendar_of_the_page_and_read_back_the_same():
    field = ThaiDateField()

    assert field.prepare_value(DAY) == "3 ธันวาคม 2563"
    assert field.clean(field.prepare_value(DAY)) == DAY
    with translation.override("en"):
        assert field.prepare_value(DAY) == "3 December 2020"
        assert field.clean(field.prepare_value(DAY)) == DAY


def test_a_year_is_never_shifted_twice():
    field = ThaiYearField()

    assert field.prepare_value(2020) == "2563"
    assert field.clean(field.prepare_value(field.clean("2563"))) == 2020
    assert not field.has_changed(2020, "พ.ศ. ๒๕๖๓")


def test_what_could_not_be_read_is_shown_as_it_was_typed():
    assert ThaiDateField().prepare_value("31/2/2563") == "31/2/2563"
    assert ThaiYearField().prepare_value("3106") == "3106"


def test_numbers_are_read_in_thai_digits_too():
    assert ThaiWholeField().clean("๑,๙๒๖") == 1926
    assert ThaiDecimalField(max_digits=5, decimal_places=2).clean("๙๘.๓๓%") == Decimal("98.33")
    assert ThaiWholeField(required=False).clean("-") is None


@pytest.mark.parametrize("typed", ["1.5", "ten", "1e9", "๑๒x", "9" * 40])
def test_what_is_not_a_whole_number_is_refused_by_name(typed):
    with pytest.raises(ValidationError) as refusal:
        ThaiWholeField().clean(typed)

    with translation.override("en"):
        assert refusal.value.messages == [
            f"“{typed}” is not a whole number. Type digits only, for example 10."
        ]


def test_the_echo_says_both_calendars():
    assert echo("3/12/63", "date") == "3 ธ.ค. 2563 (2020-12-03)"
    assert echo("63", "year") == "พ.ศ. 2563 (ค.ศ. 2020)"
    assert echo("", "date") == ""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awardsportal.thai.dates import (
    UnreadableDate,
    be_to_ce,
    both_calendars,
    both_years,
    ce_to_be,
    read_date,
    read_year,
    show_date,
    show_year,
)

CEREMONY = date(2020, 12, 3)
STYLES = ("full", "long", "medium")
EXCEL_DAY_ZERO = date(1899, 12, 30)


@pytest.mark.parametrize(
    "typed",
    [
        "03/12/2563",
        "3/12/2563",
        "3/12/63",
        "3 / 12 / 2563",
        "3-12-2563",
        "3.12.2563",
        "๐๓/๑๒/๒๕๖๓",
        "3 ธันวาคม 2563",
        "๓ ธันวาคม ๒๕๖๓",
        "3 ธันวาคม พ.ศ. 2563",
        "3 ธันวาคม พุทธศักราช 2563",
        "3 ธ.ค. 63",
        "3 ธ.ค. 2563",
        "3 ธค 2563",
        "3ธ.ค.63",
        "3 ธ. ค. 2563",
        "3 ธ.ค.พ.ศ.2563",
        "03-ธ.ค.-63",
        "3 ธันวา 63",
        "วันพฤหัสบดีที่ 3 ธันวาคม พ.ศ. 2563",
        "พฤหัสบดี 3 ธันวาคม 2563",
        "วันพฤหัสฯ ที่ 3 ธ.ค. 63",
        "พฤ. 3 ธ.ค. 63",
        "วันที่ 3 เดือนธันวาคม พ.ศ. 2563",
        " 3\u00a0ธันวาคม\u200b \u00a02563\n",
        "2020-12-03",
        "2563-12-03",
        "2563/12/3",
        "2020-12-03 00:00:00",
        "2020-12-03T09:30",
        "3/12/2563 0:00",
        "2020-12-03T02:30:00Z",
        "2020-12-03 09:30:00+07:00",
        "2020.12.03",
        "3 ธ.ค. 2563 เวลา 09.30 น.",
        "3 ธันวาคม ปี 2563",
        "３/１２/２５６３",
        "3 ธ.ค. 2563 (2020-12-03)",
        "3 ธันวาคม 2563 (3 December 2020)",
        "3 ธ.ค. 2563 / 3 Dec 2020",
        "3/12/2020",
        "3 ธันวาคม ค.ศ. 2020",
        "3 December 2020",
        "3 December 2563",
        "3 december B.E. 2563",
        "3 Dec 2020",
        "3rd Dec. 2020",
        "3-Dec-2020",
        "December 3, 2020",
        "Dec. 3rd, 2020",
        "Thursday, 3 December 2020",
        "Thu, Dec 3, 2020",
        CEREMONY,
        date(2563, 12, 3),
        datetime(2020, 12, 3, 14, 30),  # noqa: DTZ001  spreadsheets know no zone
        datetime(2563, 12, 3, 14, 30),  # noqa: DTZ001
        44168,
        44168.0,
        44168.604,
        (date(2563, 12, 3) - EXCEL_DAY_ZERO).days,
    ],
)
def test_one_day_is_read_in_every_form_staff_type(typed):
    assert read_date(typed) == CEREMONY
    assert type(read_date(typed)) is date


MONTHS = {
    1: "มกราคม ม.ค. มค มกรา January Jan",
    2: "กุมภาพันธ์ ก.พ. กพ กุมภา กุมภาพันธุ์ February Feb",
    3: "มีนาคม มี.ค. มีค มีนา March Mar",
    4: "เมษายน เม.ย. เมย เมษา April Apr",
    5: "พฤษภาคม พ.ค. พค พฤษภา May",
    6: "มิถุนายน มิ.ย. มิย มิถุนา June Jun",
    7: "กรกฎาคม ก.ค. กค กรกฎา กรกฏาคม July Jul",
    8: "สิงหาคม ส.ค. สค สิงหา August Aug",
    9: "กันยายน ก.ย. กย กันยา September Sept Sep",
    10: "ตุลาคม ต.ค. ตค ตุลา October Oct",
    11: "พฤศจิกายน พ.ย. พย พฤศจิกา พฤษจิกายน November Nov",
    12: "ธันวาคม ธ.ค. ธค ธันวา December Dec",
}


@pytest.mark.parametrize(
    ("month", "name"), [(month, name) for month in MONTHS for name in MONTHS[month].split()]
)
def test_every_month_is_read_by_its_names(month, name):
    assert read_date(f"1 {name} 2563") == date(2020, month, 1)


def test_the_day_comes_before_the_month():
    assert read_date("5/6/2563") == read_date("5/6/2020") == date(2020, 6, 5)


@pytest.mark.parametrize("mark", [None, "", " ", "-", "–", "ไม่มี", "N/A"])
def test_an_empty_mark_is_no_date_and_no_year(mark):
    assert read_date(mark) is None
    assert read_year(mark) is None


@pytest.mark.parametrize("typed", ["29/2/2563", "29 ก.พ. 63", "2563-02-29", "29 February 2020"])
def test_a_leap_day_is_one_by_the_common_era(typed):
    assert read_date(typed) == date(2020, 2, 29)


REFUSALS = {
    "impossible": [
        "30/2/2563",
        "29/2/2564",
        date(2564, 2, 29),
        "31 เม.ย. 2563",
        "12/31/2020",
        "0/1/2563",
        "วันศุกร์ที่ 3 ธันวาคม พ.ศ. 2563",
        "Friday 3 December 2020",
    ],
    "year": [
        "3/12/3106",
        "3/12/2399",
        "3/12/2701",
        "3/12/2201",
        "3/12/1899",
        date(2300, 1, 1),
        date(63, 12, 3),
        (date(2300, 1, 1) - EXCEL_DAY_ZERO).days,
        "3 ธ.ค. พ.ศ. 2020",
        "3 ธ.ค. ค.ศ. 2563",
        "3 ธ.ค. ค.ศ. 63",
        "3-Dec-20",
    ],
    "eras": ["3 ธ.ค. 2563 (2020-12-04)", "3 ธ.ค. 2563 / 3 Dec 2021"],
    "unreadable": [
        "สวัสดี",
        "3/12/2563 (โดยประมาณ)",
        "1" * 30_000,
        "3/12",
        "ธันวาคม 2563",
        "3 ธนวาคม 2563",
        "2-3 ธันวาคม 2563",
        "3/12/563",
        "3/12/02563",
        "25631203",
        "2563",
        "44168",
        2563,
        2563.0,
        63,
        -1,
        10**400,
        float("nan"),
        float("inf"),
        True,
        [3, 12, 2563],
    ],
}


@pytest.mark.parametrize(
    ("reason", "value"), [(reason, value) for reason in REFUSALS for value in REFUSALS[reason]]
)
def test_a_date_is_refused_with_the_reason_rather_than_guessed(reason, value):
    with pytest.raises(UnreadableDate) as refusal:
        read_date(value)
    assert (refusal.value.reason, refusal.value.value) == (reason, value)


@pytest.mark.parametrize(
    "typed",
    [
        "2563",
        "๒๕๖๓",
        "63",
        "พ.ศ. 2563",
        "พ.ศ.๒๕๖๓",
        "พศ 2563",
        "ปี 2563",
        "ปี พ.ศ. 2563",
        "ประจำปี 2563",
        "ปีงบประมาณ พ.ศ. 2563",
        "ประจำปีงบประมาณ 2563",
        "\u200bปี\u00a02563 ",
        "2563.0",
        "2,563",
        "２５６３",
        "ประจำ ปี 2563",
        "ปีงบฯ 2563",
        "FY2563",
        "B.E. 2563",
        "2563 พ.ศ.",
        "2020 AD",
        "2563/2020",
        "2563 (2020)",
        "2563 = 2020",
        "2020 (พ.ศ. 2563)",
        "พ.ศ. ๒๕๖๓ (ค.ศ. 2020)",
        "พ.ศ. 2563 ค.ศ. 2020",
        2563,
        2563.0,
        63.0,
        "2020",
        "ค.ศ. 2020",
        2020,
        2020.0,
    ],
)
def test_one_year_is_read_in_every_form_staff_type(typed):
    assert read_year(typed) == 2020
    assert type(read_year(typed)) is int


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3106, "year"),
        ("2399", "year"),
        ("2701", "year"),
        ("1899", "year"),
        ("2201", "year"),
        ("พ.ศ. 2020", "year"),
        ("ค.ศ. 2563", "year"),
        ("ค.ศ. 63", "year"),
        ("2020 พ.ศ.", "year"),
        ("2570 (2026)", "eras"),
        ("พ.ศ. 2563 (ค.ศ. 2021)", "eras"),
        ("2563/2564", "eras"),
        ("63/20", "eras"),
        ("563", "unreadable"),
        ("2563 (ปรับปรุง)", "unreadable"),
        ("พ.ศ. 2563 พ.ศ.", "unreadable"),
        (5, "unreadable"),
        (2563.5, "unreadable"),
        ("2563-2564", "unreadable"),
        ("ปีนี้", "unreadable"),
        (True, "unreadable"),
        (float("nan"), "unreadable"),
    ],
)
def test_a_year_is_refused_with_the_reason_rather_than_guessed(value, reason):
    with pytest.raises(UnreadableDate) as refusal:
        read_year(value)
    assert (refusal.value.reason, refusal.value.value is value) == (reason, True)


def test_the_ends_of_both_eras_are_years():
    assert [read_year(year) for year in (2400, 2700, 1900, 2200)] == [1857, 2157, 1900, 2200]


@pytest.mark.parametrize(
    ("language", "style", "shown"),
    [
        ("th", "full", "วันพฤหัสบดีที่ 3 ธันวาคม พ.ศ. 2563"),
        ("th", "long", "3 ธันวาคม 2563"),
        ("th", "medium", "3 ธ.ค. 2563"),
        ("en", "full", "Thursday 3 December 2020"),
        ("en", "long", "3 December 2020"),
        ("en", "medium", "3 Dec 2020"),
    ],
)
def test_a_date_is_shown_in_the_calendar_of_its_language(language, style, shown):
    assert show_date(CEREMONY, language, style) == shown


def test_a_date_is_shown_long_unless_told_otherwise():
    assert show_date(CEREMONY, "th") == show_date(CEREMONY, "th", "long")


def test_a_year_is_shown_in_the_era_of_the_language():
    assert [show_year(2020, "th"), show_year(2020, "en-gb")] == ["2563", "2020"]


def test_what_was_typed_is_repeated_in_both_calendars():
    assert both_calendars(read_date("๓ ธ.ค. ๖๓")) == "3 ธ.ค. 2563 (2020-12-03)"
    assert both_years(read_year("๖๓")) == "พ.ศ. 2563 (ค.ศ. 2020)"


@given(st.dates(date(1900, 1, 1), date(2157, 12, 31)))
def test_a_date_shown_in_any_style_is_read_back_as_itself(day):
    shown = [show_date(day, language, style) for language in ("th", "en") for style in STYLES]
    assert {read_date(text) for text in [*shown, day.isoformat()]} == {day}


@given(st.dates(date(1930, 1, 1), date(2157, 12, 31)))
def test_a_serial_number_of_a_spreadsheet_is_read_as_its_day(day):
    assert read_date((day - EXCEL_DAY_ZERO).days + 0.75) == day


def test_every_month_from_1900_to_2157_is_read_back_from_its_last_day():
    firsts = [date(year, month, 1) for year in range(1901, 2158) for month in range(1, 13)]
    lasts = [first - timedelta(days=1) for first in firsts]
    assert [read_date(show_date(day, "th", "full")) for day in lasts] == lasts


ANYTHING = st.one_of(
    st.text(st.sampled_from("0123456789๐๒๓５ /-.,:()=ปีพศคธมวันที่เดือนbeadct "), max_size=30),
    st.text(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.binary(),
    st.none(),
)


def read_or_refused(read, value):
    with suppress(UnreadableDate):
        return read(value)
    return None


@given(ANYTHING)
def test_whatever_is_typed_is_refused_as_unreadable_or_reads_as_what_is_shown_of_it(value):
    day, year = read_or_refused(read_date, value), read_or_refused(read_year, value)

    # The years that both eras have.
    if day and 1900 <= day.year <= 2157:
        assert read_date(both_calendars(day)) == day
    if year and 1900 <= year <= 2157:
        assert read_year(both_years(year)) == year


@given(st.integers(1900, 2157))
def test_a_year_told_in_both_eras_is_read_only_where_they_agree(year):
    assert read_year(f"{year + 543} ({year})") == read_year(both_years(year)) == year
    with pytest.raises(UnreadableDate, match="eras"):
        read_year(f"{year + 543} ({year + 1})")


@given(st.integers(1900, 2157))
def test_a_year_is_never_shifted_twice(year):
    shown = show_year(year, "th")

    assert read_year(read_year(shown)) == read_year(shown) == year
    assert read_date(read_date(f"3/12/{shown}")) == date(year, 12, 3)
    for shift_again in (
        ce_to_be,
        lambda shifted: show_year(shifted, "th"),
        lambda shifted: show_year(shifted, "en"),
    ):
        with pytest.raises(ValueError, match="not a year of the Common Era"):
            shift_again(int(shown))
    with pytest.raises(ValueError, match="not a year of the Buddhist Era"):
        be_to_ce(year)


def test_a_date_in_the_wrong_calendar_is_not_shown():
    with pytest.raises(ValueError, match="not a year of the Common Era"):
        show_date(date(2563, 12, 3), "en")


def test_the_eras_are_543_years_apart():
    assert (ce_to_be(2020), be_to_ce(2563)) == (2563, 2020)

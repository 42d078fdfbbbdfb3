from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awardsportal.thai.numbers import (
    EMPTY_MARKS,
    UnreadableNumber,
    is_empty,
    read_number,
    read_whole,
    read_yes_no,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("81.58%", "81.58"),
        ("81.58 %", "81.58"),
        ("ร้อยละ 81.58", "81.58"),
        ("ร้อยละ๘๑.๕๘", "81.58"),
        ("๙๘.๓๓", "98.33"),
        ("８１．５８％", "81.58"),
        ("81.58 เปอร์เซ็นต์", "81.58"),
        ("81.58 percent", "81.58"),
        ("81.58 คะแนน", "81.58"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("\u200b96.05\u00a0", "96.05"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("0806", "806"),
        (7.0, "7"),
        (0.1 + 0.2, "0.3"),
        (1e-05, "0.00001"),
        (2563, "2563"),
        (Decimal("81.58"), "81.58"),
    ],
)
def test_a_number_is_read_in_every_form_staff_type(typed, number):
    assert str(read_number(typed)) == number


@pytest.mark.parametrize(
    "mark",
    [
        *(None, "", " ", "\u200b", *"-–—−_－", "--", "- -"),
        *("ไม่มี", "ไม่\u200bมี", "ไม่ระบุ", "ไม่มีข้อมูล", "N/A", "n/a", "N.A.", "None", "null"),
    ],
)
def test_an_empty_mark_is_no_number(mark):
    assert is_empty(mark)
    assert read_number(mark) is None
    assert read_whole(mark) is None


def test_zero_and_words_are_not_empty():
    assert [is_empty(value) for value in (0, 0.0, "0", False, "ไม่ทราบ")] == [False] * 5
    assert "" in EMPTY_MARKS


REFUSED = [
    "1.2.3",
    "12,34,5",
    "81,58",
    "1e6",
    "1E6",
    "NaN",
    "Infinity",
    "-inf",
    "ห้า",
    "5 ดาว",
    "1 2",
    ".5",
    "5.",
    "%",
]


@pytest.mark.parametrize(
    "value",
    [
        *REFUSED,
        "1" * 16,
        "0." + "1" * 15,
        10**16,
        1e300,
        float("nan"),
        float("inf"),
        True,
        [7],
        Decimal("NaN"),
    ],
)
def test_what_is_no_number_is_refused_with_what_was_typed(value):
    with pytest.raises(UnreadableNumber) as refusal:
        read_number(value)
    assert refusal.value.value is value
    assert isinstance(refusal.value, ValueError)


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (7.0, 7), ("7.0", 7), ("๑,๘๕๐", 1850), (806, 806)])
def test_a_whole_number_is_an_int(typed, number):
    assert read_whole(typed) == number
    assert type(read_whole(typed)) is int


@pytest.mark.parametrize("typed", [1.9, "1.9", "๑.๙", "หนึ่ง", "3%", "ร้อยละ 3", "3 คะแนน"])
def test_a_whole_number_is_never_cut_from_a_fraction_or_a_percentage(typed):
    with pytest.raises(UnreadableNumber) as refusal:
        read_whole(typed)
    assert refusal.value.value == typed


@pytest.mark.parametrize(
    "mark", ["ใช่", "มี", "จริง", *"✓✔√☑/y", "✔\ufe0f", "Yes", "TRUE", "1", "๑", 1, 1.0, True]
)
def test_yes_is_yes(mark):
    assert read_yes_no(mark) is True


@pytest.mark.parametrize("mark", ["ไม่ใช่", "ไม่มี", "เท็จ", *"✗✘×xX๐n", "no", "False", "0", "๐", 0, 0.0, False])
def test_no_is_no(mark):
    assert read_yes_no(mark) is False


@pytest.mark.parametrize("mark", [None, "", " ", "-", "N/A", "ไม่ระบุ"])
def test_nothing_is_neither_yes_nor_no(mark):
    assert read_yes_no(mark) is None


@pytest.mark.parametrize("mark", ["บางที", "2", 2, 0.5, "yes no"])
def test_a_maybe_is_refused(mark):
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_yes_no(mark)


ANYTHING = st.one_of(
    st.text(st.sampled_from("0123456789๐๒๕１．％ %+-−.,eEร้อยละคะแนนมีไม่ใช่✓xX/"), max_size=20),
    st.text(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.dates(),
    st.binary(),
    st.none(),
)


@given(ANYTHING)
def test_whatever_is_typed_is_a_number_that_reads_as_itself_or_is_refused(value):
    for read in (read_number, read_whole):
        with suppress(UnreadableNumber):
            number = read(value)
            assert read(None if number is None else f"{number:f}") == number


@given(ANYTHING)
def test_whatever_is_typed_is_yes_or_no_or_nothing_or_is_refused(value):
    with suppress(ValueError):
        assert read_yes_no(value) in {True, False, None}

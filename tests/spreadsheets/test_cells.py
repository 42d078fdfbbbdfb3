from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awardsportal.spreadsheets.cells import Quoted, as_text, as_typed, harmless, is_error, literal
from awardsportal.thai.numbers import is_empty


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (7.0, "7"),
        (98.33, "98.33"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (date(2026, 12, 3), "2026-12-03"),
        (datetime(2026, 12, 3), "2026-12-03"),  # noqa: DTZ001
        ("  ก ", "  ก "),
    ],
)
def test_a_cell_reads_as_excel_shows_it(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "==", "'=", " =", "\n@", "＝", "＠"])
def test_text_that_would_run_as_a_formula_gets_an_apostrophe_and_loses_it_again(start):
    text = start + "1+1"

    assert harmless(text) == "'" + text
    assert as_typed("'" + text) == text


@pytest.mark.parametrize(
    "value", ["กรมสรรพากร", "'quoted'", "", "1-2", "a=b", -5, 81.58, None, date(2026, 12, 3)]
)
def test_what_is_no_formula_stays_as_it_is(value):
    assert (harmless(value), as_typed(value)) == (value, value)


@given(st.text(alphabet="'=+-@\t\r a1ก"))
def test_what_is_made_harmless_always_comes_back(text):
    assert as_typed(literal(text)) == text
    assert is_empty(text) or not harmless(text).lstrip().startswith(("=", "+", "-", "@"))
    assert as_typed(harmless(as_typed(text))) == as_typed(text)


@pytest.mark.parametrize("text", ["-", "'-", "—", "ไม่มี", "'ไม่มี", "n/a", "#N/A", "'"])
def test_an_export_says_of_text_that_looks_like_nothing_or_an_error_that_it_is_text(text):
    typed = as_typed(literal(text))

    assert (literal(text), typed, is_error(typed)) == (f"'{text}", text, False)
    assert type(typed) is Quoted


@pytest.mark.parametrize("mark", ["-", "ไม่มี", "#N/A"])
def test_what_staff_type_for_nothing_is_not_taken_for_text(mark):
    assert (as_typed(mark), type(as_typed(mark)), harmless(mark)) == (mark, str, mark)

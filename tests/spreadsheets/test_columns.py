from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from awardsportal.spreadsheets import columns
from awardsportal.thai.persons import Person


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


LEVELS = columns.Choice({"DEPARTMENT": ("กรมหรือเทียบเท่า", "กรม", "department"), "LOCAL": ("อปท.", "local")})


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (columns.Text(), " กรม\u00a0สรรพากร\u200b", "กรม สรรพากร"),
        (columns.Text(), 7.0, "7"),
        (columns.Text(), "-", ""),
        (columns.Lines(), "a\r\nb", "a\nb"),
        (columns.Whole(), "๑๒", 12),
        (columns.Whole(), 7.0, 7),
        (columns.Whole(), "ไม่มี", None),
        (columns.Number(), "81.58%", Decimal("81.58")),
        (columns.Number(), "๙๘.๓๓", Decimal("98.33")),
        (columns.Number(), 98.3, Decimal("98.3")),
        (columns.Day(), "๓ ธันวาคม ๒๕๖๓", date(2020, 12, 3)),
        (columns.Day(), date(2020, 12, 3), date(2020, 12, 3)),
        (columns.Year(), "พ.ศ. ๒๕๖๓", 2020),
        (columns.Year(), 2563.0, 2020),
        (LEVELS, "กรม", "DEPARTMENT"),
        (LEVELS, "LOCAL", "LOCAL"),
        (LEVELS, "อปท", "LOCAL"),
        (LEVELS, "", ""),
        (columns.PersonName(), "ดร.สุพจน์ เธียรวุฒิ", Person("ดร.", "สุพจน์", "เธียรวุฒิ")),
        (columns.PersonName(), None, Person("", "", "")),
    ],
)
def test_a_cell_is_read(reader, cell, value):
    assert reader.clean(cell) == value


@pytest.mark.parametrize(
    ("reader", "cell", "message"),
    [
        (columns.Text(), "#REF!", "The cell shows an error of Excel's."),
        (columns.Whole(), "1.9", "This is not a whole number."),
        (columns.Whole(), "สาม", "This is not a whole number."),
        (columns.Number(), "มาก", "This is not a number."),
        (columns.Day(), "31/2/2563", "There is no such day."),
        (columns.Day(), "3/12/1600", "This year is not possible."),
        (columns.Day(), "เร็ว ๆ นี้", "This is not a date."),
        (columns.Year(), "3106", "This year is not possible."),
        (columns.Year(), "ปีหน้า", "This year is not possible."),
        (LEVELS, "ใหญ่", "This name is not known. Type one of: กรมหรือเทียบเท่า, อปท.."),
        (columns.PersonName(), "0812345678", "This is not a person's name."),
    ],
)
def test_rubbish_is_refused_with_the_cure_and_never_guessed(reader, cell, message):
    with pytest.raises(ValueError, match="^" + message.replace("?", r"\?").replace(".", r"\.")):
        reader.clean(cell)


@pytest.mark.parametrize(
    ("reader", "value", "text"),
    [
        (columns.Year(), 2020, "พ.ศ. 2563 (ค.ศ. 2020)"),
        (columns.Day(), date(2020, 12, 3), "3 ธ.ค. 2563 (2020-12-03)"),
        (columns.PersonName(), Person("", "ก", "ข"), "– | ก | ข"),
        (columns.PersonName(), Person("", "", ""), ""),
        (columns.Day(), None, ""),
    ],
)
def test_what_was_read_is_echoed(reader, value, text):
    assert reader.echo(value) == text


def test_the_year_is_written_in_the_era_that_its_heading_names():
    assert (columns.Year().render(2020), columns.Year().render(None)) == (2563, "")

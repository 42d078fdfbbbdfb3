from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from awardsportal.spreadsheets import columns
from awardsportal.thai.persons import Person


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


LEVELS = columns.Choice(
    {"DEPARTMENT": ("กรมหรือเทียบเท่า", "กรม", "department"), "LOCAL": ("อปท.", "local")}, "ระดับ", "level"
)
TRUE_OR_NOT = columns.YesNo("รักษาการ")
NOBODY = Person("", "", "")


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (columns.Text(), " กรม\u00a0สรรพากร\u200b", "กรม สรรพากร"),
        (columns.Text(), 7.0, "7"),
        (columns.Text(), "-", ""),
        (columns.Lines(), "a\r\nb", "a\nb"),
        (columns.Name(), "สำนักงาน ก\r\n (องค์การมหาชน) \n", "สำนักงาน ก\n(องค์การมหาชน)"),
        (columns.Name(), "ไม่ระบุ", ""),
        (columns.Whole(), "๑๒", 12),
        (columns.Whole("ที่", "อันดับที่"), "อันดับที่ ๑๒", 12),
        (columns.Whole("รางวัล"), "3 รางวัล", 3),
        (columns.Percentage(), "ร้อยละ ๙๘.๓๓", Decimal("98.33")),
        (columns.Percentage(), 0.81, Decimal("0.81")),
        (columns.Percentage(), "-", None),
        (TRUE_OR_NOT, "รักษาการ", True),
        (TRUE_OR_NOT, "✓", True),
        (TRUE_OR_NOT, "ไม่มี", False),
        (TRUE_OR_NOT, False, False),
        (TRUE_OR_NOT, "-", None),
        (columns.Whole(), 7.0, 7),
        (columns.Whole(), "ไม่มี", None),
        (columns.Number(), "81.58%", Decimal("81.58")),
        (columns.Number(), "๙๘.๓๓", Decimal("98.33")),
        (columns.Number(), 98.3, Decimal("98.3")),
        (columns.Day(), "๓ ธันวาคม ๒๕๖๓", date(2020, 12, 3)),
        (columns.Day(), date(2020, 12, 3), date(2020, 12, 3)),
        (columns.Day(), "3 ธ.ค. 2563 (2020-12-03)", date(2020, 12, 3)),
        (columns.Year(), "พ.ศ. ๒๕๖๓", 2020),
        (columns.Year(), "2570 (2027)", 2027),
        (columns.Year(), "-", None),
        (columns.Year(), 2563.0, 2020),
        (LEVELS, "กรม", "DEPARTMENT"),
        (LEVELS, "LOCAL", "LOCAL"),
        (LEVELS, "อปท", "LOCAL"),
        (LEVELS, "ระดับกรม", "DEPARTMENT"),
        (LEVELS, "Local level", "LOCAL"),
        (LEVELS, "", ""),
        (columns.PersonName(), "ดร.สุพจน์ เธียรวุฒิ", Person("ดร.", "สุพจน์", "เธียรวุฒิ")),
        (columns.PersonName(), "นายสมชาย\nใจดี", Person("นาย", "สมชาย", "ใจดี")),
        (columns.PersonName(), None, NOBODY),
        (columns.PersonName(), "-", NOBODY),
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
        (columns.Whole(), "3%", "This is not a whole number."),
        (columns.Whole("ที่"), "ที่", "This is not a whole number."),
        (columns.Number(), "มาก", "This is not a number."),
        (columns.Percentage(), 0.8158, "This is a fraction of 1. Type the percentage itself: 81.58."),
        (TRUE_OR_NOT, "บางที", "This is neither yes nor no. Type ใช่ or ไม่ใช่."),
        (columns.Day(), "31/2/2563", "There is no such day."),
        (columns.Day(), "3/12/1600", "This year is not possible."),
        (columns.Day(), "3/12/2653", "This year is not possible."),
        (columns.Day(), "3 ธ.ค. 2563 (2020-12-04)", "The two calendars contradict each other."),
        (columns.Day(), "เร็ว ๆ นี้", "This is not a date."),
        (columns.Year(), "3106", "This year is not possible."),
        (columns.Year(), "2653", "This year is not possible."),
        (columns.Year(), "2570 (2026)", "The two calendars contradict each other."),
        (columns.Year(), "ปีหน้า", "This year is not possible."),
        (LEVELS, "ใหญ่", "This name is not known. Type one of: กรมหรือเทียบเท่า, อปท.."),
        (LEVELS, "กรมหรือเทียบเท", "This name is not known. Is “กรมหรือเทียบเท่า” meant? Type one of: กรมหรือ"),
        (columns.PersonName(), "0812345678", "This is not a person's name."),
        (columns.PersonName(), "นายสมชาย ใจดี อธิบดี", "A position or an agency stands with the name."),
        (columns.PersonName(), "นายสมชาย ใจดี\nอธิบดี", "A position or an agency stands with the name."),
        (columns.PersonName(), "นายก ใจดี และนายข ใจดี", "More than one name stands in this cell."),
        (columns.PersonName(), "ดร.", "There is a title but no name."),
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
        (columns.PersonName(), NOBODY, ""),
        (columns.Day(), None, ""),
        (columns.Number(), Decimal("81.50"), "81.50"),
        (columns.Number(), Decimal("1E+2"), "100"),
        (columns.Whole(), 7, "7"),
        (columns.Whole(), None, ""),
        (TRUE_OR_NOT, True, "ใช่"),
        (TRUE_OR_NOT, None, ""),
        (LEVELS, "LOCAL", "อปท."),
        (LEVELS, "", ""),
    ],
)
def test_what_was_read_is_echoed(reader, value, text):
    assert reader.echo(value) == text


def test_the_year_is_written_in_the_era_that_its_heading_names():
    assert (columns.Year().render(2020), columns.Year().render(None)) == (2563, "")


THIS_YEAR = timezone.localdate().year


@pytest.mark.parametrize(
    ("reader", "value", "start"),
    [
        (columns.Text(), "ก", ""),
        (columns.Percentage(), Decimal("0.81"), "This is less than 1 of 100."),
        (columns.Percentage(), Decimal(0), "This is exactly 0."),
        (columns.Percentage(), Decimal(1), ""),
        (columns.Percentage(), None, ""),
        (columns.Year(), THIS_YEAR, ""),
        (columns.Year(), THIS_YEAR + 1, "This year is in the future."),
        (columns.Year(), 1977, "This year is long past."),
        (columns.Year(), None, ""),
        (columns.Day(), date(THIS_YEAR + 1, 12, 31), ""),
        (columns.Day(), date(THIS_YEAR + 2, 1, 1), "This date is far in the future."),
        (columns.Day(), None, ""),
        (columns.PersonName(), NOBODY, ""),
        (columns.PersonName(), Person("นาย", "สมชายใจดี", ""), "There is no family name."),
        (columns.PersonName(), Person("นาย", "สมชาย", "ใจดี แผนงาน"), "This is long or odd for a name."),
        (columns.PersonName(), Person("นาย", "สมชาย", "(ชาย)"), "This is long or odd for a name."),
        (columns.PersonName(), Person("นาย", "สมชาย", "เทพหัสดิน ณ อยุธยา"), ""),
        (columns.PersonName(), Person("Mrs.", "Jane", "van der Berg"), ""),
    ],
)
def test_what_is_odd_but_possible_is_said(reader, value, start):
    assert reader.odd(value).startswith(start)
    assert bool(reader.odd(value)) == bool(start)


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("กรมสรรพากร\nกรมบัญชีกลาง", True),
        ("1. กรมสรรพากร 2. กรมบัญชีกลาง", True),
        ("กรมสรรพากร, กรมบัญชีกลาง", True),
        ("กรมสรรพากร;กรมบัญชีกลาง", True),
        ("กรมสรรพากร", False),
        ("สำนักงานคณะกรรมการกำกับและส่งเสริมการประกอบธุรกิจประกันภัย", False),
        ("Securities and Exchange Commission, Thailand", False),
    ],
)
def test_several_names_in_one_cell_are_told_from_one(text, several):
    assert bool(columns.several_names(text)) == several


def test_yes_and_no_are_written_as_they_are_read():
    assert [TRUE_OR_NOT.render(value) for value in (True, False, None)] == ["ใช่", "ไม่ใช่", ""]


def test_zeros_beyond_two_decimals_say_nothing():
    assert str(columns.Number().clean("81.5800")) == "81.58"
    assert str(columns.Number().clean("81.583")) == "81.583"

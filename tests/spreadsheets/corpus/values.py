"""What cells hold, in the ways that files hold it: formats, dates, formulas, texts of many shapes."""

from datetime import date, datetime

from tests.spreadsheets.files import make_csv, make_xlsx

from .cases import DUTY, HEADINGS, TABLE, TAX, reads, refused, with_cell, wrong
from .excel_parts import STRICT, Raw, formatted, make_parts, styled
from .old_excel import make_xls
from .open_document import make_ods

ONE = {"กรมสรรพากร": 81.58}
DGA = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"
NO_NUMBER = "This is not a number. Type digits only"
NO_YEAR = "This year is not possible. Type the year in the Buddhist era"
EXCELS_ERROR = "The cell shows an error of Excel's."


def typed(column, value):
    """The table of one row with a value typed into CSV."""
    return lambda: make_csv(with_cell(column, value))


def cell(column, value, **options):
    """The table of one row with a cell of a workbook."""
    return lambda: make_parts(with_cell(column, value), **options)


def same(column, *values, make=typed):
    """Files in which this column says the same in different ways, by what it says."""
    return {f"{column}: {value!r}": reads(make(column, value), (2,), won=ONE) for value in values}


def bad(column, message, *values, shown=None):
    """Files in which this column says what cannot be."""
    return {
        f"{column}: {value!r}": wrong(typed(column, value), (2, column, shown or value, message), rows=(2,))
        for value in values
    }


def agency(text, won=81.58, name="กรมสรรพากร"):
    """A file in which an agency is written so."""
    return reads(typed("หน่วยงาน", text), (2,), won={name: won})


def dated(day, **options):
    """A file with a day on which the ceremony is held."""
    return lambda: make_parts([[*HEADINGS, "วันที่จัดพิธี"], [*TAX, day]], **options)


CASES = {
    # Years, levels and scores in the ways that they are typed
    **same(
        "ปี พ.ศ.", "2569", "๒๕๖๙", "พ.ศ. 2569", "ปี ๒๕๖๙", "69", "2026", "ค.ศ. 2026", " 2569\u00a0", "2569.0"
    ),
    **same("ระดับ", "ระดับกรม", "กรมหรือเทียบเท่า", "กรม\u200b", "Department", ""),
    **same("คะแนน", "81.58", "81.58%", "๘๑.๕๘", "ร้อยละ 81.58", "81.58 %"),
    **bad("ปี พ.ศ.", NO_YEAR, "2653", "3106", "0", "ปีนี้"),
    **bad("คะแนน", NO_NUMBER, "สูง", "81.58.0", "1e999", "∞", "८१"),
    "no score, by a mark": reads(typed("คะแนน", "-"), (2,), won={"กรมสรรพากร": None}),
    "no score, in words": reads(typed("คะแนน", "ไม่มี"), (2,), won={"กรมสรรพากร": None}),
    "no score, only blanks that nobody sees": reads(
        typed("คะแนน", "\u200b\u00a0"), (2,), won={"กรมสรรพากร": None}
    ),
    # Agencies in the ways that they are typed
    "an agency with a hard space": agency("กรม\u00a0สรรพากร"),
    "an agency with blanks that nobody sees": agency("\u200bกรม\u200bสรรพากร\ufeff"),
    "an agency over two lines": agency("กรม\nสรรพากร"),
    "an agency by its abbreviation": agency("สพร.", name=DGA),
    "an agency by its abbreviation without dot": agency("สพร", name=DGA),
    "an agency with am in two": agency("สํานักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", name=DGA),
    "an agency with marks out of order and e twice": agency("สำนักงานพัฒนารัฐบาลดิจิทััล(องค์การมหาชน)", name=DGA),
    "an agency with other spellings": agency("สำนักงานพัฒนารัฐบาลดิจิตอล (องค์กรมหาชน)", name=DGA),
    "an agency in letters of an old font": agency("สำนักงานพัฒนารัฐบาลดิจิทัล (องค\uf70eการมหาชน)", name=DGA),
    "an agency that nobody knows": wrong(
        typed("หน่วยงาน", "กรมที่ไม่มี"), (2, "หน่วยงาน", "กรมที่ไม่มี", "No agency has this name."), rows=(2,)
    ),
    "an agency that nobody typed": wrong(
        typed("หน่วยงาน", "😀 \x7f"), (2, "หน่วยงาน", "😀 \x7f", "No agency has this name."), rows=(2,)
    ),
    # Numbers of a workbook
    "a percentage": reads(cell("คะแนน", styled(0.8158), styles=formatted("0.00%")), (2,), won=ONE),
    "a percentage, format 10": reads(
        cell("คะแนน", styled(0.8158), styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>'),
        (2,),
        won=ONE,
    ),
    "a percentage in Thai digits, format 68": reads(
        cell("คะแนน", styled(0.8158), styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="68"/></cellXfs>'),
        (2,),
        won=ONE,
    ),
    "a percentage, XLS": reads(lambda: make_xls(("ผล", with_cell("คะแนน", "81.58%"), {})), (2,), won=ONE),
    "a percentage, ODS": reads(lambda: make_ods(("ผล", with_cell("คะแนน", "81.58%"), {})), (2,), won=ONE),
    "a percent sign that is only shown": reads(
        cell("คะแนน", styled(81.58), styles=formatted('0.00"%"')), (2,), won=ONE
    ),
    "a number that a computer worked out": reads(cell("คะแนน", 81.58000000000001), (2,), won=ONE),
    "a year with a decimal": reads(cell("ปี พ.ศ.", Raw("<c {}><v>2569.0</v></c>")), (2,), won=ONE),
    "a year as text": reads(cell("ปี พ.ศ.", "2569"), (2,), won=ONE),
    "a whole number in E notation": reads(cell("ปี พ.ศ.", Raw("<c {}><v>2.569E3</v></c>")), (2,), won=ONE),
    "a number that is none": wrong(
        cell("คะแนน", Raw("<c {}><v>nan</v></c>")), (2, "คะแนน", "nan", NO_NUMBER), rows=(2,)
    ),
    "a logical value": wrong(
        cell("คะแนน", Raw('<c {} t="b"><v>1</v></c>')), (2, "คะแนน", "TRUE", NO_NUMBER), rows=(2,)
    ),
    "an error": wrong(
        cell("คะแนน", Raw('<c {} t="e"><f>1/0</f><v>#DIV/0!</v></c>')),
        (2, "คะแนน", "#DIV/0!", EXCELS_ERROR),
        rows=(2,),
    ),
    "an error, ODS": wrong(
        lambda: make_ods(("ผล", with_cell("คะแนน", "Err:502"), {})),
        (2, "คะแนน", "Err:502", EXCELS_ERROR),
        rows=(2,),
    ),
    # Formulas
    "a formula with its result": reads(
        cell("คะแนน", Raw("<c {}><f>80+1.58</f><v>81.58</v></c>")), (2,), won=ONE
    ),
    "a formula that gave a text": reads(
        cell("หน่วยงาน", Raw('<c {} t="str"><f>A1&amp;B1</f><v>กรมสรรพากร</v></c>')), (2,), won=ONE
    ),
    "a formula that gave nothing": reads(
        cell("คะแนน", Raw('<c {} t="str"><f>""</f><v></v></c>')), (2,), won={"กรมสรรพากร": None}
    ),
    "a formula without its result": refused(
        lambda: make_xlsx(with_cell("คะแนน", "=80+1.58")), "Cell E2 holds a formula without its result."
    ),
    "a formula without its result, ODS": refused(
        lambda: make_ods(("ผล", with_cell("คะแนน", Raw('<table:table-cell table:formula="of:=1+1"/>')), {})),
        "Cell E2 holds a formula without its result.",
    ),
    # Days
    "a day, as a number with a format": reads(
        dated(styled(46359), styles=formatted("d/m/yyyy")), (2,), won=ONE
    ),
    "a day in a Thai format": reads(
        dated(styled(46359), styles=formatted("[$-D07041E]d mmm bbbb")), (2,), won=ONE
    ),
    "a day in format 71 of a Thai Excel": reads(
        dated(styled(46359), styles='<cellXfs><xf/><xf numFmtId="71"/></cellXfs>'), (2,), won=ONE
    ),
    "a day from 1904 on": reads(
        dated(styled(44897), styles=formatted("d/m/yyyy"), book='<workbookPr date1904="1"/>'), (2,), won=ONE
    ),
    "a day and an hour": reads(dated(styled(46359.375), styles=formatted("d/m/yyyy h:mm")), (2,), won=ONE),
    "a day as ISO text": reads(dated(Raw('<c {} t="d"><v>2026-12-03</v></c>')), (2,), won=ONE),
    "a day as a bare number": reads(dated(46359), (2,), won=ONE),
    "a day in words": reads(dated("วันพฤหัสบดีที่ ๓ ธันวาคม พ.ศ. ๒๕๖๙"), (2,), won=ONE),
    "a day of the Buddhist year in a date cell": reads(
        lambda: make_xlsx([[*HEADINGS, "วันที่จัดพิธี"], [*TAX, date(2569, 12, 3)]]), (2,), won=ONE
    ),
    "a day, XLS": reads(
        lambda: make_xls(("ผล", [[*HEADINGS, "วันที่จัดพิธี"], [*TAX, date(2026, 12, 3)]], {})), (2,), won=ONE
    ),
    "a day, ODS": reads(
        lambda: make_ods(("ผล", [[*HEADINGS, "วันที่จัดพิธี"], [*TAX, date(2026, 12, 3)]], {})), (2,), won=ONE
    ),
    "a day that is not": wrong(
        dated("31 พ.ย. 2569"), (2, "วันที่จัดพิธี", "31 พ.ย. 2569", "There is no such day."), rows=(2,)
    ),
    # Texts of a workbook
    "shared texts": reads(
        cell(
            "หน่วยงาน",
            Raw('<c {} t="s"><v>1</v></c>'),
            strings="<si><t>อื่น</t></si><si><r><t>กรม</t></r><r><rPr><b/></rPr><t>สรรพากร</t></r>"
            "<rPh><t>อ่านว่า</t></rPh></si>",
        ),
        (2,),
        won=ONE,
    ),
    "an escaped line break": reads(cell("หน่วยงาน", "กรม_x000D_สรรพากร"), (2,), won=ONE),
    "letters as entities": reads(
        cell("หน่วยงาน", Raw('<c {} t="str"><v>กรม&#3626;&#xE23;รพากร</v></c>')), (2,), won=ONE
    ),
    "cells without names": reads(
        lambda: make_parts([[Raw(f'<c t="str"><v>{value}</v></c>') for value in row] for row in TABLE])
    ),
    "the strict kind of XLSX": reads(lambda: make_parts(TABLE, namespace=STRICT)),
    "XML with a prefix": reads(
        lambda: make_parts(
            TABLE,
            replace={
                "xl/worksheets/sheet1.xml": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/'
                'spreadsheetml/2006/main"><x:sheetData>'
                + "".join(
                    "<x:row>"
                    + "".join(f'<x:c t="str"><x:v>{value}</x:v></x:c>' for value in row)
                    + "</x:row>"
                    for row in TABLE
                )
                + "</x:sheetData></x:worksheet>"
            },
        )
    ),
    "ODS": reads(lambda: make_ods(("ผล", TABLE, {}))),
    "XLS": reads(lambda: make_xls(("ผล", TABLE, {}))),
    "ODS with a comment in a cell and equal cells as one": reads(
        lambda: make_ods(
            (
                "ผล",
                with_cell(
                    "หน่วยงาน",
                    Raw(
                        '<table:table-cell office:value-type="string"><office:annotation><text:p>ลับ</text:p>'
                        "</office:annotation><text:p>กรม<text:span>สรรพ</text:span>ากร</text:p></table:table-cell>"
                    ),
                ),
                {},
            )
        ),
        (2,),
        won=ONE,
    ),
    "a time beside the day": reads(
        lambda: make_xlsx([[*HEADINGS, "วันที่จัดพิธี"], [*TAX, datetime(2026, 12, 3, 9, 30)], DUTY])  # noqa: DTZ001
    ),
}

"""CSV and its kin: encodings, separators, line ends, quotes."""

from tests.spreadsheets.files import make_csv, make_xlsx

from .cases import DUTY, HEADINGS, TABLE, TAX, reads, refused, with_cell, wrong
from .old_excel import make_xls

TEXT = make_csv(TABLE, "utf-8").decode()
DAMAGED = "The Thai in this file is damaged: it reads “"
NO_SPREADSHEET = "This is not a spreadsheet. Save it"


def typed(text, encoding="utf-8"):
    """A file of this text."""
    return lambda: text.encode(encoding)


def saved(encoding="utf-8-sig", delimiter=",", lines="\r\n"):
    """The table as delimited text."""
    return lambda: make_csv(TABLE, encoding, delimiter, lines)


def damaged(written, read, errors="replace"):
    """The table with its letters read in the wrong encoding, in the right one."""
    return lambda: TEXT.encode(written).decode(read, errors).encode()


def mangled(cell):
    """A text in UTF-8, read as cp874."""
    return cell.encode().decode("cp874", "ignore") if isinstance(cell, str) else cell


CASES = {
    "UTF-8 with its mark": reads(saved()),
    "UTF-8 without its mark": reads(saved("utf-8")),
    "Excel's plain CSV, cp874": reads(saved("cp874")),
    "Excel's Unicode text, UTF-16 with tabs": reads(saved("utf-16", "\t")),
    "UTF-16, the other way round": reads(typed("\ufeff" + TEXT, "utf-16-be")),
    "semicolons": reads(saved(delimiter=";")),
    "semicolons in cp874": reads(saved("cp874", ";")),
    "tabs": reads(saved("utf-8", "\t")),
    "lines that end in LF": reads(saved(lines="\n")),
    "lines that end in CR": reads(saved(lines="\r")),
    "CR in cp874": reads(saved("cp874", lines="\r")),
    "line ends of all kinds": reads(typed(TEXT.replace("\r\n", "\n", 1).replace("\r\n", "\r", 1))),
    "no end of the last line": reads(typed(TEXT.rstrip())),
    "many blank lines at the end": reads(typed(TEXT + "\r\n" * 50)),
    "separators at the end of each line": reads(typed(TEXT.replace("\r\n", ",,\r\n"))),
    "every cell in quotes": reads(
        typed('"' + TEXT.rstrip().replace(",", '","').replace("\r\n", '"\r\n"') + '"')
    ),
    "a line break in a quoted cell": reads(typed(TEXT.replace("กรมสรรพากร", '"กรม\nสรรพากร"'))),
    "a separator and a quote in a quoted cell": reads(
        typed(
            TEXT.replace("กรมสรรพากร,81.58", '"กรมสรรพากร","81.58","a, ""b"""').replace(
                "คะแนน", "คะแนน,แหล่งที่มา"
            )
        )
    ),
    "a line that names the separator": reads(
        typed("sep=;\r\n" + TEXT.replace(",", ";")), (3, 4), "Rows above the headings that were not read: 1."
    ),
    "characters of cp874 that TIS-620 lacks": reads(
        typed("“ผลรางวัล” – 2569…\r\n" + TEXT.replace("กรมสรรพากร", "กรม\u00a0สรรพากร"), "cp874"),
        (3, 4),
        "Rows above the headings that were not read: 1.",
    ),
    "marks of UTF-8 inside": reads(typed(TEXT.replace("กรม", "\ufeffกรม"))),
    "the headings in English": reads(
        typed("year,category,level,agency,score\n2026,ธรรมาภิบาลข้อมูล,department,กรมสรรพากร,81.58\n"),
        (2,),
        won={"กรมสรรพากร": 81.58},
    ),
    "text called XLSX": reads(saved(), name="ผล.xlsx"),
    "XLSX called CSV": reads(lambda: make_xlsx(TABLE), name="ผล.csv"),
    "XLS called XLSX": reads(lambda: make_xls(("ผล", TABLE, {})), name="ผล.xlsx"),
    "a file without an ending": reads(saved(), name="ผล"),
    "blank lines between": reads(
        typed(TEXT.replace("\r\n", "\r\n\r\n")), (3, 5), "Blank rows left out: 2, 4."
    ),
    "a formula in a cell": wrong(
        lambda: make_csv(with_cell("หน่วยงาน", "=HYPERLINK(1)")),
        (2, "หน่วยงาน", "=HYPERLINK(1)", "No agency has this name."),
        rows=(2,),
    ),
    "a formula made harmless": wrong(
        lambda: make_csv(with_cell("หน่วยงาน", "'=1+1")), (2, "หน่วยงาน", "=1+1", "No agency"), rows=(2,)
    ),
    "decimal commas": wrong(
        lambda: make_csv(with_cell("คะแนน", "81,58"), delimiter=";"),
        (2, "คะแนน", "81,58", "This is not a number."),
        rows=(2,),
    ),
    # Refused, each with its own reason
    "nothing": refused(typed(""), "The file is empty."),
    "only the mark of UTF-8": refused(lambda: b"\xef\xbb\xbf", "The file is empty."),
    "only the mark of UTF-16": refused(lambda: b"\xff\xfe", "The file is empty."),
    "only white space": refused(typed(" \r\n\t\r\n"), "The file is empty."),
    "only separators": refused(typed(",,,\r\n,,,\r\n"), "No row of headings was found in the first 15 rows."),
    "only headings": refused(typed(TEXT.split("\r\n", 1)[0]), "There are headings but no rows below them."),
    "no headings": refused(
        lambda: make_csv([TAX, DUTY]), "No row of headings was found in the first 15 rows."
    ),
    "headings only in row 16": refused(
        lambda: make_csv([["บันทึก"]] * 15 + TABLE), "No row of headings was found in the first 15 rows."
    ),
    "a quote that is never closed": refused(
        typed(TEXT + '2569,"ธรรมา\r\n'), "The file is damaged at line 4: a quotation mark is not closed"
    ),
    "letters after a closing quote": refused(
        typed(TEXT + '"2569"พ.ศ.,ก\r\n'), "The file is damaged at line 4: a quotation mark is not closed"
    ),
    "a cell of 40,000 letters": refused(
        typed(TEXT + "ก" * 40_000), "A cell holds more than 32,767 letters: “กกกกกกกกกกกกกกกกกกกก…”."
    ),
    "a cell of 200,000 letters": refused(typed(TEXT + "ก" * 200_000), "The file is damaged at line 4:"),
    "201 columns": refused(
        lambda: make_csv([HEADINGS + ["x"] * 196]), "The sheet has more than 200 columns. Delete those"
    ),
    "100,001 rows": refused(typed(TEXT + "2569,,,,\n" * 99_999), "The sheet has more than 100,000 rows."),
    "more than 10 MB": refused(lambda: b"x" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB."),
    "UTF-8 read as cp874": refused(damaged("utf-8", "cp874", "ignore"), DAMAGED + "เธ"),
    "UTF-8 read as cp874 and saved as that": refused(
        lambda: damaged("utf-8", "cp874", "ignore")().decode().encode("cp874") + "ก".encode("cp874"), DAMAGED
    ),
    "UTF-8 read as cp1252": refused(damaged("utf-8", "cp1252"), DAMAGED + "à¸"),
    "cp874 read as cp1252": refused(damaged("cp874", "cp1252"), DAMAGED + "»Õ"),
    "UTF-8 read as cp874, in a workbook": refused(
        lambda: make_xlsx([[mangled(cell) for cell in row] for row in TABLE]), DAMAGED + "เธ"
    ),
    "UTF-8 read as cp874, below English headings": refused(
        lambda: make_csv([["year", "category", "agency"], [2569, *map(mangled, TAX[1:4:2])]]), DAMAGED + "เธ"
    ),
    "cp874 read as UTF-8": refused(damaged("cp874", "utf-8"), DAMAGED + "\ufffd"),
    "saved where there was no Thai": refused(lambda: TEXT.encode("latin-1", "replace"), DAMAGED + "???"),
    "UTF-16 without its mark": refused(typed(TEXT, "utf-16-le"), NO_SPREADSHEET),
    "UTF-16 that breaks off": refused(lambda: saved("utf-16", "\t")()[:-1], NO_SPREADSHEET),
    "no encoding at all": refused(lambda: TEXT.encode() + b"\xdb\xdc\xfd", NO_SPREADSHEET),
    "zero bytes": refused(lambda: bytes(1000), NO_SPREADSHEET),
}

"""The user's own file given back with its problems, and uploaded again."""

import io
import re
import zipfile
from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from awards.models import Winner
from awards.roles import APPROVER, DATA_ENTRY
from awards.sheets.winners import WinnerResource
from awardsportal.spreadsheets import marking
from awardsportal.spreadsheets.cells import as_typed
from awardsportal.spreadsheets.headings import headings_key
from awardsportal.spreadsheets.importing import confirm, preview, receive
from awardsportal.spreadsheets.marks import MESSAGES
from awardsportal.spreadsheets.models import SpreadsheetImport
from awardsportal.spreadsheets.outcomes import Outcome, Problem
from tests.factories import make_agency, make_award, make_user
from tests.spreadsheets.files import make_csv, make_xlsx, rezipped, saved

pytestmark = pytest.mark.django_db

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "คะแนน"]
TAX = [2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม", "กรมสรรพากร"]
NO_NUMBER = "This is not a number. Type digits only, for example 81.58, or leave the cell empty."
NO_YEAR = "This year is not possible. Type the year in the Buddhist era, for example 2563."


@pytest.fixture(autouse=True)
def _english():
    make_award(code="dg")
    for name in ("กรมสรรพากร", "กรมศุลกากร"):
        make_agency(name)
    with translation.override("en"):
        yield


def upload(data, sheet=""):
    return receive(ContentFile(data, "ผล.xlsx"), resource_class=WinnerResource, by=None, sheet=sheet)


def marked(data, **options):
    seen = preview(upload(data), WinnerResource)
    return marking.marked(seen.record, seen.table, seen.outcome, **options).read()


def opened(data):
    return load_workbook(io.BytesIO(data))


def values_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def colour(cell):
    return next((kind for kind, rgb in marking.COLOURS.items() if cell.fill.fgColor.rgb.endswith(rgb)), None)


def colours_of(sheet):
    cells = (cell for row in sheet.iter_rows(max_row=min(sheet.max_row, 20)) for cell in row)
    return {cell.coordinate: colour(cell) for cell in cells if colour(cell)}


def comments_of(sheet):
    cells = (cell for row in sheet.iter_rows(max_row=min(sheet.max_row, 20)) for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def imported(data):
    record = upload(data)
    seen = preview(record, WinnerResource)
    assert (seen.outcome.problems, seen.outcome.questions) == ([], [])
    confirm(record, WinnerResource, by=None, promise=seen.outcome.promise)
    return seen


def messy():
    """A workbook as staff make them: titles, colours, widths, a formula, a comment, and another sheet."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "ผล"
    for row in (
        ["ผลการตัดสิน"],
        [],
        HEADINGS,
        [*TAX, "มาก"],
        [2569, *TAX[1:4], "กรมศุลกากร", 97.5],
        ["2653", *TAX[1:4], "กรมศุลกากร", 12],
        [],
        ["รวม", 3],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet.column_dimensions["B"].width = 41
    sheet["F5"].number_format = "0.000"
    sheet["E5"].font = Font(bold=True)
    sheet["E5"].fill = PatternFill("solid", start_color="FF00FF00")
    sheet["A6"].comment = Comment("ปีไหนแน่", "สมชาย")
    workbook.create_sheet("โน้ต").append(["=1+1", "คงไว้"])
    workbook["โน้ต"].sheet_properties.tabColor = "FF0000"
    return with_result(saved(workbook))


def with_result(data):
    """The workbook with the result that Excel would have written beside its formula."""
    name = "xl/worksheets/sheet2.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(name)
    assert b"<f>1+1</f><v/>" in xml or b"<f>1+1</f><v />" in xml or b"<f>1+1</f><v></v>" in xml, xml
    return rezipped(data, replace={name: re.sub(b"</f><v ?/>|</f><v></v>", b"</f><v>2</v>", xml)})


def test_bad_cells_are_coloured_and_say_what_is_wrong():
    sheet = opened(marked(messy()))["ผล"]

    assert colours_of(sheet) == {"F4": "error", "G4": "error", "A6": "error", "G6": "error"}
    assert sheet["F4"].comment.text == f"{MESSAGES}\nWrong: {NO_NUMBER}"
    assert [sheet["G3"].value, sheet["G4"].value, sheet["G5"].value, sheet["G6"].value] == [
        MESSAGES,
        f"Wrong: คะแนน: {NO_NUMBER}",
        None,
        f"Wrong: ปี พ.ศ.: {NO_YEAR}",
    ]


def test_warnings_have_another_colour_and_other_words_and_the_worst_colours_the_row():
    record = upload(make_csv([HEADINGS, [*TAX, 1], [*TAX[:4], "กรมศุลกากร", 2]]))
    table = preview(record, WinnerResource).table
    odd, bad = Problem(2, "คะแนน", "1", "Odd.", place=5), Problem(2, "ปี พ.ศ.", "2569", "Bad.", place=0)
    other = Problem(3, "คะแนน", "2", "Odd.", place=5)

    sheet = opened(
        marking.marked(record, table, Outcome(problems=[bad], warnings=[odd, other])).read()
    ).active

    assert colours_of(sheet) == {
        "A2": "error",
        "F2": "warning",
        "G2": "error",
        "F3": "warning",
        "G3": "warning",
    }
    assert sheet["G2"].value == "Wrong: ปี พ.ศ.: Bad. | To check: คะแนน: Odd."
    assert sheet["F2"].comment.text == f"{MESSAGES}\nTo check: Odd."


def test_the_rows_that_are_left_out_are_marked_as_wrong():
    record = upload(make_csv([HEADINGS, [*TAX, 1]]))
    table = preview(record, WinnerResource).table

    file = marking.marked(record, table, Outcome(left_out=[Problem(2, "คะแนน", "1", "Bad.", place=5)]))

    assert colours_of(opened(file.read()).active) == {"F2": "error", "G2": "error"}


def test_the_legend_tells_the_colours_in_words():
    text = opened(marked(messy()))["ผล"]["G3"].comment.text

    assert text == (
        f"{MESSAGES}\n"
        "Orange cells are wrong and have to be corrected. Blue ones are odd: please check them.\n"
        "Correct the cells here and upload this file. This column and the comments may stay."
    )


def test_the_workbook_stays_the_users_own():
    workbook = opened(marked(messy()))
    sheet = workbook["ผล"]

    assert workbook.sheetnames == ["ผล", "โน้ต"]
    assert values_of(workbook["โน้ต"]) == [["=1+1", "คงไว้"]]
    assert workbook["โน้ต"].sheet_properties.tabColor.rgb == "00FF0000"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:F1"]
    assert sheet.column_dimensions["B"].width == 41
    assert (sheet["F5"].value, sheet["F5"].number_format) == (97.5, "0.000")
    assert (sheet["E5"].font.bold, sheet["E5"].fill.fgColor.rgb) == (True, "FF00FF00")
    assert [row[:6] for row in values_of(sheet)] == values_of(opened(messy())["ผล"])


def test_the_users_own_comment_stays_before_ours():
    assert comments_of(opened(marked(messy()))["ผล"])["A6"] == f"ปีไหนแน่\n{MESSAGES}\nWrong: {NO_YEAR}"


def test_mended_and_uploaded_again_it_goes_through():
    workbook = opened(marked(messy()))
    del workbook["โน้ต"]
    workbook["ผล"]["F4"] = 98
    workbook["ผล"]["A6"], workbook["ผล"]["E6"] = 2568, "กรมสรรพากร"

    seen = imported(saved(workbook))

    assert (seen.outcome.counts["new"], seen.outcome.unread) == (3, [MESSAGES])
    assert sorted(Winner.objects.values_list("category__ceremony__year", "score")) == [
        (2025, 12),
        (2026, 97.5),
        (2026, 98),
    ]


def test_uploaded_again_its_headings_are_taken_for_the_same_as_before():
    table = preview(upload(messy()), WinnerResource).table
    again = preview(upload(marked(messy())), WinnerResource).table

    assert again.headings == [*table.headings, MESSAGES]
    assert headings_key(again.headings) == headings_key(table.headings)


def test_uploaded_again_half_mended_only_what_is_left_is_marked():
    workbook = opened(marked(messy()))
    workbook["ผล"]["A6"] = 2568
    # A cell that is only formatted, far below the data.
    workbook["ผล"].cell(1_048_576, 3).font = Font(bold=True)
    del workbook["โน้ต"]

    sheet = opened(marked(saved(workbook)))["ผล"]

    assert colours_of(sheet) == {"F4": "error", "G4": "error"}
    messages = [sheet.cell(row, 7).value for row in range(1, 9)]
    assert messages == [None, None, MESSAGES, f"Wrong: คะแนน: {NO_NUMBER}", *[None] * 4]
    assert {name: text for name, text in comments_of(sheet).items() if name != "G3"} == {
        "F4": f"{MESSAGES}\nWrong: {NO_NUMBER}",
        "A6": "ปีไหนแน่",
    }
    assert sheet.max_column == 7


def test_only_the_failed_rows_go_through_once_mended():
    data = marked(messy(), only_failed=True)
    sheet = opened(data).active

    assert [row[:6] for row in values_of(sheet)] == [
        HEADINGS,
        [*TAX, "มาก"],
        ["2653", *TAX[1:4], "กรมศุลกากร", 12],
    ]
    assert colours_of(sheet) == {"F2": "error", "G2": "error", "A3": "error", "G3": "error"}
    workbook = opened(data)
    workbook.active["F2"], workbook.active["A3"] = 98, 2569
    assert imported(saved(workbook)).outcome.counts["new"] == 2


def test_a_row_of_a_merged_block_keeps_what_the_block_says_when_it_stands_alone():
    rows = [HEADINGS, [*TAX, 1], [None, None, None, None, "กรมศุลกากร", "มาก"]]
    data = make_xlsx(rows, merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3"])

    assert values_of(opened(marked(data, only_failed=True)).active)[1][:6] == [*TAX[:4], "กรมศุลกากร", "มาก"]


def test_a_bad_cell_of_a_merged_block_is_marked_where_it_shows():
    rows = [HEADINGS, ["2653", *TAX[1:], 1], [None, *TAX[1:4], "กรมศุลกากร", 2]]
    sheet = opened(marked(make_xlsx(rows, merged=["A2:A3"]))).active

    assert colours_of(sheet) == {"A2": "error", "G2": "error", "G3": "error"}
    assert sheet["A2"].comment.text == f"{MESSAGES}\nWrong: {NO_YEAR}"


def test_what_is_wrong_with_a_heading_is_marked_at_the_heading():
    doubled = [*HEADINGS, "คะแนน"]
    sheet = opened(marked(make_xlsx([doubled, [*TAX, 1, 2]]))).active

    assert colours_of(sheet) == {"F1": "error", "H1": "error"}
    assert sheet["F1"].comment.text.startswith(f"{MESSAGES}\nWrong: This heading is there twice.")


def test_a_missing_column_is_said_at_the_heading_of_the_messages():
    sheet = opened(marked(make_xlsx([HEADINGS[:4], TAX[:4]]), only_failed=True)).active

    assert colours_of(sheet) == {"E1": "error"}
    assert "Wrong: หน่วยงาน: This column is missing." in sheet["E1"].comment.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
def test_a_csv_comes_back_as_a_workbook_with_all_its_rows(encoding):
    rows = [["ผลการตัดสิน"], [], HEADINGS, [*TAX, "มาก"], [*TAX[:4], "กรมศุลกากร", "0098"], [], ["รวม", "=1+1"]]

    data = marked(make_csv(rows, encoding, "\t"))

    sheet = opened(data).active
    assert colours_of(sheet) == {"F4": "error", "G4": "error"}
    shown = [[None if cell == "" else cell for cell in row[:6]] for row in values_of(sheet)]
    typed = [[*map(str, row), *[None] * (6 - len(row))] for row in rows]
    assert shown == [*typed[:6], ["รวม", "'=1+1", *[None] * 4]]
    workbook = opened(data)
    workbook.active["F4"] = 98
    assert imported(saved(workbook)).outcome.counts["new"] == 2


def test_text_that_would_run_is_harmless_in_every_file_that_is_given_back():
    rows = [HEADINGS, [*TAX[:4], "=cmd|' /C calc'!A0", "=1+1"], [*TAX[:4], "+กรม", "@1"]]

    for options in ({}, {"only_failed": True}):
        workbook = opened(marked(make_csv(rows), **options))
        cells = [cell for row in workbook.active.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell.value for cell in cells if cell.value.startswith(tuple("=+-@"))] == []


def test_every_text_says_the_same_in_a_new_workbook():
    texts = ["-", "'-", "''-", "=ก", "'=ก", "ไม่มี", "'ไม่มี", "#N/A", "'#N/A", "_x0041_", "'ก'", "'"]
    data = make_csv([[*HEADINGS, "ผู้แทน"], *[[*TAX, "มาก", text] for text in texts]])

    def read(data):
        widget = WinnerResource.fields["received_by"].widget
        for row in preview(upload(data), WinnerResource).table.rows:
            try:
                yield widget.clean(as_typed(row.cells[6]))
            except ValueError as error:
                yield str(error)

    assert list(read(marked(data))) == list(read(data))
    assert list(read(marked(data, only_failed=True))) == list(read(data))


def test_the_users_formulas_stay_formulas():
    data = make_xlsx([HEADINGS, [*TAX, "มาก"], [*TAX[:4], "กรมศุลกากร", "=90+7.5"]])
    name = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(name)
    data = rezipped(data, replace={name: re.sub(b"</f><v ?/>|</f><v></v>", b"</f><v>97.5</v>", xml)})

    assert opened(marked(data)).active["F3"].value == "=90+7.5"
    assert values_of(opened(marked(data)).active)[1][5] == "มาก"


def test_text_of_a_workbook_that_looks_like_a_formula_stays_text():
    workbook = opened(make_xlsx([HEADINGS, [*TAX, "มาก"], [*TAX[:4], "กรมศุลกากร", 1]]))
    workbook.active["G3"] = "=1+1"
    workbook.active["G3"].data_type = "s"

    cell = opened(marked(saved(workbook))).active["G3"]

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_dates_and_numbers_of_a_new_workbook_stay_what_they_are():
    rows = [[*HEADINGS, "วันที่จัดพิธี"], [*TAX, "มาก", datetime(2026, 12, 3)]]  # noqa: DTZ001

    data = marked(make_xlsx(rows), only_failed=True)

    assert values_of(opened(data).active)[1][:7] == [*TAX, "มาก", datetime(2026, 12, 3)]  # noqa: DTZ001


@pytest.mark.parametrize("area", ["A10:XFD1048576", "not an area"])
def test_a_workbook_that_openpyxl_cannot_hold_comes_back_as_a_new_one(area):
    data = make_xlsx([HEADINGS, [*TAX, "มาก"]])
    name = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(name)
    links = f'<hyperlinks><hyperlink ref="{area}" location="A1"/></hyperlinks><pageMargins'.encode()
    data = rezipped(data, replace={name: xml.replace(b"<pageMargins", links)})

    sheet = opened(marked(data)).active

    assert colours_of(sheet) == {"F2": "error", "G2": "error"}
    assert values_of(sheet)[1][:6] == [*TAX, "มาก"]


def test_a_large_workbook_comes_back_as_a_new_one(monkeypatch):
    monkeypatch.setattr("awardsportal.spreadsheets.opening.LARGEST", 1000)

    sheet = opened(marked(messy())).active

    assert colours_of(sheet) == {"F4": "error", "G4": "error", "A6": "error", "G6": "error"}
    assert [row[:6] for row in values_of(sheet)] == values_of(opened(messy())["ผล"])


def test_only_so_many_cells_get_a_comment_but_all_get_their_colour_and_message(monkeypatch):
    monkeypatch.setattr(marking, "MOST_COMMENTS", 1)

    sheet = opened(marked(messy()))["ผล"]

    assert set(comments_of(sheet)) == {"F4", "A6", "G3"}
    assert set(colours_of(sheet)) == {"F4", "G4", "A6", "G6"}


@pytest.fixture
def address(client):
    """The address of a preview with problems, of a user who is signed in."""
    client.force_login(make_user(DATA_ENTRY))
    file = SimpleUploadedFile("ผลปี 2569.xlsx", messy())
    return client.post("/en/admin/awards/winner/import/", {"file": file}).url


def test_the_preview_hands_out_the_marked_file_under_the_name_of_the_upload(client, address):
    page = client.get(address).content.decode()
    assert ('href="marked/"' in page, 'href="marked/?only=failed"' in page) == (True, True)

    response = client.get(f"{address}marked/")
    failed = client.get(f"{address}marked/?only=failed")

    name = "%E0%B8%9C%E0%B8%A5%E0%B8%9B%E0%B8%B5%202569%20with%20messages.xlsx"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert opened(response.getvalue())["ผล"].max_row == 8
    assert opened(failed.getvalue()).active.max_row == 3


def test_the_result_hands_out_the_rows_that_were_left_out(client, address):
    client.post(address, {"leave-out": ""})
    promise = client.get(address).context["seen"].outcome.promise

    result = client.post(address, {"promise": promise}, follow=True).redirect_chain[-1][0]

    assert 'href="../marked/?only=failed"' in client.get(result).content.decode()
    assert opened(client.get(f"{address}marked/?only=failed").getvalue()).active.max_row == 3


def test_a_marked_file_is_for_its_uploader_only(client, address):
    answers = []
    for role in (DATA_ENTRY, APPROVER, None):
        client.force_login(make_user(role))
        answers.append(client.get(f"{address}marked/").status_code)

    assert answers == [404, 404, 404]


def test_an_upload_that_is_gone_cannot_be_marked(client, address):
    SpreadsheetImport.objects.get().file.delete(save=False)

    response = client.get(f"{address}marked/", follow=True)

    assert response.redirect_chain == [("/en/admin/awards/winner/import/", 302)]

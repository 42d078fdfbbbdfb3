"""The import from the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from agencies.models import Agency
from awards.models import Finding, Winner
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_agency, make_award, make_ceremony, make_user
from tests.frozen import facts, in_each_frozen_state
from tests.spreadsheets.files import make_csv, make_xlsx

pytestmark = pytest.mark.django_db

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "อันดับ", "หมายเหตุ"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def row():
    make_award(code="dg")
    return [2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม", make_agency("กรมสรรพากร").name_th, 3, ""]


@pytest.fixture
def path(tmp_path, row):
    """A file with one good row."""
    path = tmp_path / "ผล.csv"
    path.write_bytes(make_csv([HEADINGS, row]))
    return path


def run(*arguments, command="import_winners"):
    """What the command printed, and the problems it printed, line by line."""
    out, problems = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=problems)
    except CommandError as error:
        return out.getvalue().splitlines(), [*problems.getvalue().splitlines(), f"CommandError: {error}"]
    return out.getvalue().splitlines(), problems.getvalue().splitlines()


@in_each_frozen_state
@pytest.mark.parametrize("command", ["import_winners", "import_findings"])
def test_nothing_is_imported_into_a_frozen_ceremony(tmp_path, row, command, state, reason):
    frozen = make_ceremony(2026, **facts(state))
    findings = ["ปี พ.ศ.", "รหัสตัวชี้วัด", "ตัวชี้วัด", "ระดับ"], [2569, "1", "นโยบาย", "กรม"]
    path = tmp_path / "ผล.csv"
    path.write_bytes(make_csv([HEADINGS, row] if command == "import_winners" else findings))

    printed, problems = run(path, command=command)

    assert any(f"{frozen} {reason}" in line for line in [*printed, *problems])
    assert problems[-1].startswith("CommandError")
    assert (Winner.objects.count(), Finding.objects.count()) == (0, 0)


COUNTS = "New 1, Changed 0, Unchanged 0, With problems 0"


def test_a_file_is_imported_and_the_counts_are_printed(path):
    printed, problems = run(path)

    assert printed == [
        "Column not read: หมายเหตุ",
        "New: ceremony: รางวัลรัฐบาลดิจิทัล ประจำปี 2569 (Digital Government Awards 2026)",
        "New: category: ธรรมาภิบาลข้อมูล (2026)",
        COUNTS,
        "Saved.",
    ]
    assert problems == []
    record = SpreadsheetImport.objects.get()
    assert (record.uploaded_by, record.confirmed_at is None, record.file_name) == (None, False, "ผล.csv")
    assert (Winner.history.get().history_user, Winner.history.get().spreadsheet_import) == (None, record)


def test_the_same_file_twice_changes_nothing_and_says_so(path):
    run(path)

    assert run(path)[0][-2:] == [
        "New 0, Changed 0, Unchanged 1, With problems 0",
        "All of this is in the portal already. Nothing to save.",
    ]
    assert SpreadsheetImport.objects.count() == 1


def test_a_dry_run_leaves_nothing_behind(path, settings):
    printed, problems = run(path, "--dry-run")

    assert printed[-2:] == [COUNTS, "Only a preview: nothing was saved."]
    assert (problems, Winner.objects.count(), SpreadsheetImport.objects.count()) == ([], 0, 0)
    assert [found for found in settings.MEDIA_ROOT.rglob("*") if found.is_file()] == []


def test_as_names_the_user_in_the_history(path):
    user = make_user()

    run(path, "--as", user.username)

    assert (Winner.history.get().history_user, SpreadsheetImport.objects.get().uploaded_by) == (user, user)
    assert run(path, "--as", "nobody")[1] == ["CommandError: There is no account “nobody”."]


def test_problems_are_listed_as_on_the_preview_and_nothing_is_kept(tmp_path, row):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(make_csv([HEADINGS, [*row[:5], "มาก", ""], [*row[:4], "", "", ""]]))

    printed, problems = run(bad)

    assert printed[-1] == "New 0, Changed 0, Unchanged 0, With problems 2"
    cure = "Type digits only, for example 3, or leave the cell empty."
    assert problems == [
        f"Row 2, column อันดับ “มาก”: This is not a whole number. {cure}",
        "Row 3, column หน่วยงาน: This cell must not be empty.",
        "CommandError: Nothing was saved. Problems: 2.",
    ]
    assert (Winner.objects.count(), SpreadsheetImport.objects.count()) == (0, 0)


def test_a_missing_column_is_named(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(make_csv([HEADINGS[:2], [2569, "ก"]]))

    assert run(bad)[1][:1] == ["Column หน่วยงาน: This column is missing. Add it with this heading."]


def test_a_sheet_is_chosen_by_name(tmp_path, row):
    book = tmp_path / "a.xlsx"
    book.write_bytes(make_xlsx([HEADINGS, row], "หนึ่ง", hidden=[("สอง", [HEADINGS, row, row])]))

    assert run(book, "--sheet", "สอง", "--dry-run")[1][0].startswith("Row 3, column หน่วยงาน “กรมสรรพากร”:")
    assert run(book, "--sheet", "สาม")[1] == [
        f"CommandError: {book}: There is no sheet “สาม”. The file has: หนึ่ง, สอง."
    ]


def test_what_cannot_be_opened_or_read_is_said(tmp_path):
    missing, folder, picture = tmp_path / "missing.csv", tmp_path, tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\x00")

    assert run(missing)[1] == [f"CommandError: {missing}: No such file or directory"]
    assert run(folder)[1] == [f"CommandError: {folder}: Is a directory"]
    assert run(picture)[1][0].startswith(f"CommandError: {picture}: This is not a spreadsheet.")


def test_agencies_are_imported_in_the_same_way(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(make_csv([["รหัส", "ชื่อหน่วยงาน", "ประเภทหน่วยงาน"], ["rd", "กรมสรรพากร", "กรม"]]))

    assert run(path, command="import_agencies")[0] == [COUNTS, "Saved."]
    assert Agency.objects.get().code == "rd"


def test_a_terminal_sees_the_progress(path):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    out = Terminal()

    call_command("import_winners", str(path), stdout=out)

    assert f"\r[{'#' * 40}] 100 %\n" in out.getvalue()


def run_json(*arguments):
    """The one document that the command printed, and its exit status."""
    out, status = io.StringIO(), 0
    try:
        call_command("import_winners", *map(str, arguments), "--json", stdout=out, stderr=io.StringIO())
    except CommandError as error:
        status = error.returncode
    return json.loads(out.getvalue()), status


def test_for_a_program_it_prints_one_document_with_every_problem(tmp_path, row):
    path = tmp_path / "ผล.csv"
    path.write_bytes(make_csv([HEADINGS, row, [*row[:4], make_agency().name_th, "ที่หนึ่ง", ""]]))

    told, status = run_json(path)

    assert status == 1
    assert (told["saved"], told["message"], told["file"]) == (
        False,
        "Nothing was saved. Problems: 1.",
        "ผล.csv",
    )
    assert (told["counts"]["new"], told["counts"]["errors"]) == (1, 1)
    assert told["problems"] == [
        {
            "row": 3,
            "column": "อันดับ",
            "value": "ที่หนึ่ง",
            "message": "This is not a whole number. "
            "Type digits only, for example 3, or leave the cell empty.",
            "severity": "error",
        }
    ]


def test_rows_with_problems_can_be_skipped(tmp_path, row):
    path = tmp_path / "ผล.csv"
    path.write_bytes(make_csv([HEADINGS, row, [*row[:4], make_agency().name_th, "ที่หนึ่ง", ""]]))

    told, status = run_json(path, "--skip-errors")

    assert (status, told["saved"], Winner.objects.count()) == (0, True, 1)
    assert [(problem["row"], problem["severity"]) for problem in told["problems"]] == [(3, "left out")]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["no-such-file.csv"], 2), ([__file__], 2), (["{path}", "--as", "nobody"], 1), (["{path}"], 0)],
)
def test_the_exit_status_tells_what_kind_of_failure_it_was(path, arguments, status):
    told, returned = run_json(*(argument.format(path=path) for argument in arguments))

    assert (returned, told["saved"]) == (status, status == 0)

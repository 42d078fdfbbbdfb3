"""The messy sample in the browser: from its upload through decisions to a full ceremony, and back."""

import pytest
from openpyxl import load_workbook

from agencies.models import Agency, AgencyName, NameKind
from awards.models import Category, Ceremony
from awards.roles import DATA_ENTRY
from tests.browser.test_staff import SAMPLES, upload
from tests.spreadsheets.imports import dump

pytestmark = pytest.mark.usefixtures("editions")

MESSY, SHEET = SAMPLES / "winners-messy.xlsx", "ผลการพิจารณา"
DAMAGED, MEANT = "เทศบาลเมองแสนสข", "เทศบาลเมืองแสนสุข"
NEW = "กรมพัฒนาข้อมูลกลางแห่งประเทศไทย"


@pytest.fixture
def desk(page, sign_in):
    """The page of somebody who enters data, before whom nothing is there of the year 2569."""
    Ceremony.objects.filter(year=2026).delete()
    sign_in(DATA_ENTRY)
    return page


def cells(page, section):
    """The cells of the table in a section, row by row, without the last column."""
    rows = page.locator(f"section[aria-labelledby={section}] tbody tr").all()
    return [row.locator("td, th").all_inner_texts()[:-1] for row in rows]


def decide(page):
    """Say that the damaged name is the town, and have the agency made that is not there yet."""
    page.get_by_role("button", name=f"หมายถึง {MEANT}").click()
    question = page.locator(".sheet-questions > li", has_text=NEW)
    question.locator("summary").click()
    question.locator("[name=code]").fill("national-data")
    question.locator("[name=kind]").select_option("DEPARTMENT")
    question.locator("[name=new]").click()
    page.locator(".sheet-decided", has_text=NEW).wait_for()
    page.wait_for_load_state()


def mended(page, tmp_path):
    """The file that the portal gives back, with the two cells put right that nobody can decide."""
    with page.expect_download() as download:
        page.locator("a[href$='marked/']").first.click()
    download.value.save_as(tmp_path / "marked.xlsx")
    workbook = load_workbook(tmp_path / "marked.xlsx")
    sheet = workbook[SHEET]
    assert [sheet[cell].comment is not None for cell in ("B25", "N13", "B24")] == [True, True, False]
    sheet["B25"], sheet["N13"] = 2569, 91.5
    workbook.save(tmp_path / "mended.xlsx")
    return tmp_path / "mended.xlsx"


def test_the_messy_sample_becomes_a_full_ceremony_and_is_undone_row_for_row(desk, tmp_path):
    before = dump()
    upload(desk, MESSY)
    decide(desk)
    assert cells(desk, "problems") == [["13", "คะแนน", "“181”"], ["25", "ประจำปี", "“2653”"]]
    assert desk.get_by_role("button", name="ยืนยัน").count() == 0

    upload(desk, mended(desk, tmp_path))
    assert cells(desk, "warnings") == [["28", "ประเภทรางวัล", "“รางวัลท้องถิ่นดิจิทัล”"]]
    assert dump() == before
    desk.get_by_role("button", name="ยืนยัน").click()
    desk.wait_for_load_state()

    categories = Category.objects.filter(ceremony__year=2026).order_by("order")
    counts = [(category.winners.count(), category.quota) for category in categories]
    assert counts == [(8, 8), (5, 5), (5, 5), (5, 4), (1, 1)]
    assert Agency.objects.get(code="national-data").wins.count() == 1
    assert AgencyName.objects.get(name=DAMAGED, kind=NameKind.ALIAS).agency.name_th == MEANT

    desk.get_by_role("link", name="ยกเลิกการนำเข้า").click()
    desk.locator("form [type=submit].default").click()
    desk.wait_for_load_state()
    assert dump() == before

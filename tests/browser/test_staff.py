"""The staff's whole job in the browser: a ceremony from nothing to full, by typing and by spreadsheet."""

from datetime import date
from pathlib import Path

import pytest

from awards.models import Category, Ceremony, Winner
from awards.roles import DATA_ENTRY

pytestmark = pytest.mark.usefixtures("editions")

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "samples"
# As a hurried person types: full names, abbreviations with and without dots, a part, English.
TYPED = {
    "กรมสรรพากร": "กรมสรรพากร",
    "กลต": "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์",
    "กบข.": "กองทุนบำเหน็จบำนาญข้าราชการ",
    "nbtc": "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
    "ไฟฟ้านคร": "การไฟฟ้านครหลวง",
    "Rural Roads": "กรมทางหลวงชนบท",
    "สปสช": "สำนักงานหลักประกันสุขภาพแห่งชาติ",
    "ฝนหลวง": "กรมฝนหลวงและการบินเกษตร",
    "โรงงานอุตสาหกรรม": "กรมโรงงานอุตสาหกรรม",
    "ประปาส่วนภูมิภาค": "การประปาส่วนภูมิภาค",
}


@pytest.fixture
def nothing_of_2026(editions):
    """The portal without the draft that the demo comes with."""
    Ceremony.objects.filter(year=2026).delete()


def choose(page, field, typed, agency):
    """Choose in an autocomplete field what is suggested first for what is typed; it must be this agency."""
    page.locator(f"#id_{field} + .select2").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option--highlighted", has_text=agency).wait_for()
    page.locator(".select2-search__field").press("Enter")


def save_and_go_on(page):
    """Save the form and stay on it."""
    page.get_by_role("button", name="บันทึกและกลับมาแก้ไข").click()
    page.locator(".messagelist .success").wait_for()


def add_category(page, number, title, *, award, level, quota):
    """Type a category into a row of the ceremony's form."""
    if number:
        page.locator("#categories-group .add-row a").click()
    row = f"categories-{number}"
    page.locator(f"#id_{row}-title_th").fill(title)
    page.locator(f"#id_{row}-award").select_option(label=award)
    page.locator(f"#id_{row}-level").select_option(label=level)
    page.locator(f"#id_{row}-quota").fill(quota)


def test_a_ceremony_is_made_from_nothing_to_full_by_typing_alone(page, sign_in, nothing_of_2026):
    user = sign_in(DATA_ENTRY)
    page.get_by_role("link", name="เพิ่มพิธีมอบรางวัล").click()
    page.locator("#id_year").fill("๒๕๖๙")
    page.locator("#id_name_th").fill("รางวัลรัฐบาลดิจิทัล ประจำปี 2569")
    page.locator("#id_held_on").fill("3 ธ.ค. 69")
    page.locator("#id_held_on").press("Tab")
    page.get_by_text("3 ธ.ค. 2569 (2026-12-03)").wait_for()
    page.locator("#id_venue_th").fill("ตึกสันติไมตรี")
    add_category(page, 0, "รางวัลระดับกรม", award="รางวัลรัฐบาลดิจิทัล", level="ระดับกรมหรือเทียบเท่า", quota="๑๐")
    add_category(page, 1, "รางวัลผู้นำ", award="รางวัลผู้นำองค์กรดิจิทัลดีเด่น", level="ระดับบุคคล", quota="1")
    save_and_go_on(page)

    departments, leaders = Category.objects.filter(ceremony__year=2026)
    page.locator(f"main a[href*='/category/{departments.pk}/']").first.click()
    for number, (typed, agency) in enumerate(TYPED.items()):
        choose(page, f"winners-{number}-agency", typed, agency)
    save_and_go_on(page)

    page.goto(f"/admin/awards/category/{leaders.pk}/change/")
    choose(page, "winners-0-agency", "ก.ล.ต.", TYPED["กลต"])
    page.locator("#id_winners-0-person_title_th").fill("นางสาว")
    page.locator("#id_winners-0-person_given_th").fill("สมมติ")
    page.locator("#id_winners-0-person_family_th").fill("ตัวอย่างดี")
    save_and_go_on(page)

    ceremony = Ceremony.objects.get(year=2026)
    assert (ceremony.slug, ceremony.held_on, ceremony.state) == ("2026", date(2026, 12, 3), "DRAFT")
    winners = Winner.objects.filter(category=departments).in_order()
    assert [winner.agency_name_th for winner in winners] == list(TYPED.values())
    assert leaders.winners.get().person_th == "นางสาวสมมติ ตัวอย่างดี"
    assert {record.history_user for record in Winner.history.all()} == {user}


@pytest.mark.parametrize("sample", ["winners-sample.csv", "winners-sample.xlsx"])
def test_a_ceremony_is_made_from_nothing_to_full_by_the_sample_alone(page, sign_in, nothing_of_2026, sample):
    sign_in(DATA_ENTRY)
    upload(page, SAMPLES / sample)
    page.get_by_role("button", name="ยืนยัน").click()
    page.wait_for_load_state()

    ceremony = Ceremony.objects.with_counts().get(year=2026)
    quotas = [(category.winners.count(), category.quota) for category in ceremony.categories.all()]
    assert (ceremony.state, ceremony.known_awards) == ("DRAFT", 24)
    assert all(winners == quota for winners, quota in quotas)
    upload(page, SAMPLES / sample)
    page.get_by_text("ข้อมูลทั้งหมดนี้มีอยู่ในระบบแล้ว").first.wait_for()
    assert page.get_by_role("button", name="ยืนยัน").count() == 0


def upload(page, path):
    """Bring a spreadsheet of winners as far as its preview."""
    page.goto("/admin/awards/winner/import/")
    page.locator("input[type=file]").set_input_files(path)
    page.locator("form[enctype] [type=submit]").click()
    page.wait_for_load_state()


def test_a_draft_is_previewed_by_staff_and_marked_as_secret(page, sign_in):
    sign_in(DATA_ENTRY)
    draft = Ceremony.objects.get(year=2026)
    page.goto(f"/admin/awards/ceremony/{draft.pk}/preview/")

    assert "ห้ามเผยแพร่" in page.locator("body").inner_text()
    assert draft.name_th in page.locator("h1").inner_text()

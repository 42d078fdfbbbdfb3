"""The public pages of the real editions, as people see them."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("editions")

DEPARTMENTS = [
    "การไฟฟ้านครหลวง",
    "สำนักงานการวิจัยแห่งชาติ",
    "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์",
    "สำนักงานหลักประกันสุขภาพแห่งชาติ",
    "กองทุนบำเหน็จบำนาญข้าราชการ",
    "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ",
    "กรมพัฒนาธุรกิจการค้า",
    "สำนักงานปลัดกระทรวงพาณิชย์",
    "สำนักเลขาธิการคณะรัฐมนตรี",
    "กรมสรรพากร",
]
PROVINCES = ["จังหวัดเชียงใหม่", "จังหวัดระนอง", "จังหวัดลพบุรี", "จังหวัดลำพูน", "จังหวัดสระบุรี"]
SEC = "สำนักงานคณะกรรมการกำกับหลักทรัพย์และตลาดหลักทรัพย์"
DATA_GOVERNANCE = ["กรมสรรพากร", SEC, "กรมฝนหลวงและการบินเกษตร"]
OPEN_DATA = [
    "กรมธุรกิจพลังงาน",
    SEC,
    "กรมการค้าต่างประเทศ",
    "กรมโรงงานอุตสาหกรรม",
    "กรมการขนส่งทางบก",
]
SPECIAL, LEADERS = "รางวัลเฉพาะด้านประจำปี", "รางวัลผู้นำองค์กรดิจิทัลดีเด่น"
EDITION_2020 = [
    ("รางวัลรัฐบาลดิจิทัล", "รางวัลรัฐบาลดิจิทัล ระดับกรม", DEPARTMENTS),
    ("รางวัลรัฐบาลดิจิทัล", "รางวัลรัฐบาลดิจิทัล ระดับจังหวัด", PROVINCES),
    (SPECIAL, "รางวัลหน่วยงานดีเด่นด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ (Data Governance)", DATA_GOVERNANCE),
    (SPECIAL, "รางวัลหน่วยงานดีเด่นด้านการเปิดเผยข้อมูลผ่านศูนย์กลางข้อมูลเปิดภาครัฐ (Data.go.th)", OPEN_DATA),
    (LEADERS, LEADERS, ["นางสาวรื่นวดี สุวรรณมงคล"]),
]


def edition(page):
    """What a ceremony's page shows: (heading, category, winners) in the order of the page."""
    return [
        (
            category.locator("xpath=ancestor::section").locator("h2").inner_text(),
            category.locator("h3").inner_text(),
            category.locator(".winner .name").all_inner_texts(),
        )
        for category in page.locator("main article.category").all()
    ]


def test_the_edition_of_2020_shows_the_awards_of_its_source_in_order(page):
    page.goto("/ceremonies/2020/")

    assert edition(page) == EDITION_2020


def test_the_edition_of_2020_is_there_in_english(page):
    page.goto("/ceremonies/2020/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("/en/ceremonies/2020/")

    shown = edition(page)
    assert [len(winners) for _heading, _category, winners in shown] == [10, 5, 3, 5, 1]
    assert shown[0][2][0] == "Metropolitan Electricity Authority"
    assert "Thursday 3 December 2020" in page.locator("main").inner_text()
    assert "2563" not in page.locator("main").inner_text()


def test_the_page_of_the_sec_shows_its_four_wins_of_2020(page):
    page.goto("/agencies/sec/")

    titles = page.locator("main .wins .name").all_inner_texts()
    assert titles == [
        title for _heading, title, winners in EDITION_2020 if SEC in winners or title == LEADERS
    ]


def test_a_win_is_found_by_the_abbreviation_of_its_agency(page):
    page.goto("/")
    page.locator("[name=q]").fill("ก.ล.ต.")
    page.locator("[name=q]").press("Enter")

    expect(page.locator("main").get_by_role("link", name=SEC).first).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_names_stand_below_each_other_where_only_some_have_a_rank(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/ceremonies/2024/")

    first, second = page.locator(".winners").first.locator(".name").all()

    assert page.locator(".winners").first.locator(".rank").count() == 1
    assert first.bounding_box()["x"] == pytest.approx(second.bounding_box()["x"], abs=1)


def test_the_draft_of_2026_is_nowhere(page):
    draft, missing = page.request.get("/ceremonies/2026/"), page.request.get("/ceremonies/1999/")

    assert (draft.status, missing.status) == (404, 404)
    assert draft.text() == missing.text()
    page.goto("/ceremonies/")
    assert "2569" not in page.locator("main").inner_text()


@pytest.mark.parametrize("address", ["/statistics/", "/en/statistics/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_text_of_a_chart_stands_within_it_and_its_table_opens(page, axe, width, address):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    pictures = page.locator("main svg")
    cut = [
        (text.text_content(), box)
        for picture in pictures.all()
        for frame in [picture.bounding_box()]
        for text in picture.locator("text").all()
        for box in [text.bounding_box()]
        if box["x"] < frame["x"] - 4 or box["x"] + box["width"] > frame["x"] + frame["width"] + 4
    ]
    for summary in page.locator("main summary").all():
        summary.click()

    assert cut == []
    assert page.locator("main table:visible").count() == pictures.count() == 6
    assert axe(page) == []

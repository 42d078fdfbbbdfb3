"""The public pages of ceremonies, awards and winners."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from agencies.models import Agency, How, Succession
from awards.models import Ceremony, Form, Level, Mission, Recipient, Survey, Winner
from awards.previews import Preview
from awards.views.pages import for_page, show_ceremony, show_winner
from tests.factories import (
    YESTERDAY,
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_finding,
    make_winner,
)
from tests.pages import elements, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def edition():
    """The heart of the ceremony of 2020."""
    ceremony = make_ceremony(
        2020,
        release_at=YESTERDAY,
        awards_given=4,
        venue_th="สโมสรทหารบก ถนนวิภาวดีรังสิต",
        presider_th="พลเอก ประยุทธ์ จันทร์โอชา",
        presider_position_th="นายกรัฐมนตรี",
        organiser=make_agency("สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", name_en="DGA (Public Organization)"),
    )
    sec = make_agency("สำนักงาน ก.ล.ต.", name_en="Securities and Exchange Commission", code="sec")
    rd = make_agency("กรมสรรพากร", name_en="Revenue Department", code="rd")
    main = make_category(
        ceremony,
        award=make_award(code="digital-government", name_th="รางวัลรัฐบาลดิจิทัล"),
        title_th="รางวัลรัฐบาลดิจิทัล ระดับกรม",
        form=Form.PLAQUE,
        mission=Mission.SERVICE,
        quota=2,
        order=1,
    )
    leader = make_category(
        ceremony,
        award=make_award(code="leader", name_th="ผู้นำองค์กรดิจิทัล", recipient=Recipient.PERSON),
        title_th="รางวัลผู้นำองค์กรดิจิทัลดีเด่น",
        heading_th="รางวัลเฉพาะด้านประจำปี",
        heading_en="Special awards of the year",
        level=Level.PERSON,
        order=3,
    )
    data = make_category(
        ceremony,
        award=make_award(code="data-governance", name_th="Data Governance", name_en="Data Governance"),
        title_th="รางวัลหน่วยงานดีเด่นด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ",
        heading_th="รางวัลเฉพาะด้านประจำปี",
        heading_en="Special awards of the year",
        order=2,
    )
    make_winner(main, agency=sec, rank=2, ref="secmain2")
    make_winner(main, agency=rd, rank=1, score="88.25", ref="rdmain22")
    make_winner(data, agency=rd, ref="rddata22")
    make_winner(
        leader,
        agency=sec,
        person_title_th="นางสาว",
        person_given_th="รื่นวดี",
        person_family_th="สุวรรณมงคล",
        position_th="เลขาธิการ",
        ref="leader22",
    )
    return ceremony


def test_a_ceremony_lists_its_winners_by_heading_and_category_in_order(client, edition):
    response = client.get("/ceremonies/2020/")

    assert elements(response, "h2", "h3", ".name")[1:] == [
        ("h3", "รางวัลรัฐบาลดิจิทัล ระดับกรม"),
        (".name", "กรมสรรพากร"),
        (".name", "สำนักงาน ก.ล.ต."),
        ("h2", "รางวัลเฉพาะด้านประจำปี"),
        ("h3", "รางวัลหน่วยงานดีเด่นด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ"),
        (".name", "กรมสรรพากร"),
        ("h3", "รางวัลผู้นำองค์กรดิจิทัลดีเด่น"),
        (".name", "นางสาวรื่นวดี สุวรรณมงคล"),
    ]


def test_a_ceremony_says_when_where_and_before_whom(client, edition):
    thai, english = client.get("/ceremonies/2020/"), client.get("/en/ceremonies/2020/")

    assert texts(thai, "dd") == [
        "วันพฤหัสบดีที่ 3 ธันวาคม พ.ศ. 2563",
        "สโมสรทหารบก ถนนวิภาวดีรังสิต",
        "พลเอก ประยุทธ์ จันทร์โอชา นายกรัฐมนตรี",
        "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        texts(thai, "dd")[-1],
    ]
    assert texts(english, "dd")[0] == "Thursday 3 December 2020"
    assert texts(english, "dd")[3:] == ["DGA (Public Organization)", "4 awards"]


def test_a_category_says_its_level_mission_form_and_number_of_awards(client, edition):
    assert texts(client.get("/en/ceremonies/2020/"), ".facts") == [
        "Department level Mainly provides services Plaque 2 awards",
        "Department level 1 award",
        "Personal level 1 award",
    ]


def test_each_winner_leads_to_its_page_and_its_agency(client, edition):
    html = client.get("/ceremonies/2020/").content.decode()

    assert [html.count(f'href="/winners/{ref}/"') for ref in ("secmain2", "rdmain22", "leader22")] == [1] * 3
    assert [html.count(f'href="/agencies/{code}/"') for code in ("sec", "rd")] == [2, 2]


def test_what_lacks_english_is_shown_in_thai_and_marked_as_thai(client, edition):
    response = client.get("/en/ceremonies/2020/")

    assert '<span lang="th">สโมสรทหารบก ถนนวิภาวดีรังสิต</span>' in response.content.decode()
    assert texts(response, "h2") == ["Winners", "Special awards of the year"]
    assert texts(response, "title") == ["Digital Government Awards 2020"]


def test_who_received_an_award_and_its_source_are_marked_as_thai(client, edition):
    category = make_category(edition)
    winner = make_winner(category, received_by="นางสาวสมศรี ใจดี", source="ข่าวทำเนียบรัฐบาล")

    page = " ".join(client.get(f"/en/winners/{winner.ref}/").content.decode().split())

    assert '<span lang="th">นางสาวสมศรี ใจดี</span>' in page
    assert '<dd class="source"> <span lang="th">ข่าวทำเนียบรัฐบาล</span> </dd>' in page


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ({"awards_given": 2}, "2 awards"),
        ({"awards_given": 33}, "2 of 33 awards known"),
        ({"agencies_awarded": 47}, "1 of 47 agencies known"),
        ({"awards_given": 33, "agencies_awarded": 20}, "2 of 33 awards known"),
        ({}, "2 awards known so far"),
    ],
)
def test_an_incomplete_edition_says_so_on_its_page_and_in_the_list(client, counted, said):
    ceremony = make_ceremony(2021, release_at=YESTERDAY, **counted)
    agency = make_agency()
    for _category in range(2):
        make_winner(make_category(ceremony), agency=agency)

    assert texts(client.get("/en/ceremonies/2021/"), "dd")[-1] == said
    assert texts(client.get("/en/ceremonies/"), ".facts") == [f"3 December 2021 {said}"]


def test_a_category_says_how_many_of_its_quota_are_known_a_withdrawn_one_among_them(client):
    ceremony = make_ceremony(2021, release_at=YESTERDAY)
    short, full = make_category(ceremony, quota=5), make_category(ceremony, quota=2)
    for category in (short, full):
        make_winner(category)
        make_winner(category, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")

    assert texts(client.get("/en/ceremonies/2021/"), ".facts") == [
        "Department level 2 of 5 awards known",
        "Department level 2 awards",
    ]


def test_a_withdrawn_winner_stays_in_the_lists_marked_but_does_not_count(client):
    ceremony = make_ceremony(2021, release_at=YESTERDAY, awards_given=2)
    category = make_category(ceremony)
    agency = make_agency(code="somebody")
    make_winner(category, agency=agency, withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ")
    make_winner(category)

    pages = ["/en/ceremonies/2021/", f"/en/awards/{category.award.code}/", "/en/agencies/somebody/"]
    assert [texts(client.get(page), ".mark") for page in pages] == [["Withdrawn"]] * 3
    assert "Withdrawn since: 1 award." in texts(client.get(pages[0]), ".notice")
    assert texts(client.get(pages[2]), ".lead") == []
    assert texts(client.get("/en/"), "dd")[-3:] == ["1", "1", "1"]


def test_a_withdrawn_winner_keeps_its_page_with_the_reason(client):
    winner = make_winner(
        withdrawn_at=YESTERDAY, withdrawn_why_th="ขาดคุณสมบัติ", withdrawn_why_en="Not eligible"
    )

    response = client.get(f"/en/winners/{winner.ref}/")

    assert texts(response, ".withdrawal") == ["This award was withdrawn on 31 May 2026. Not eligible"]


def test_the_survey_shows_its_findings_by_level_in_order_of_place(client):
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    survey = Survey.objects.create(ceremony=ceremony, population=1926, answers=1850)
    make_finding(ceremony, "โครงสร้างพื้นฐาน", level=Level.PROVINCE, place=1)
    make_finding(ceremony, "เทคโนโลยี", place=6)
    make_finding(ceremony, "บริการภาครัฐ", place=1, score="81.50", text_th="โดดเด่นที่สุด")
    make_finding(ceremony, "แนวนโยบาย")

    response = client.get("/en/ceremonies/2020/")

    assert survey.indicators.count() == 4
    assert "1,850 of 1,926 agencies answered (96.05%)" in texts(response, "p")
    assert texts(response, "ul")[-2:] == [
        "No. 1 บริการภาครัฐ Score 81.50 โดดเด่นที่สุด No. 6 เทคโนโลยี แนวนโยบาย",
        "No. 1 โครงสร้างพื้นฐาน",
    ]
    assert texts(response, "h3")[-2:] == [
        "What stood out, from the most to the least: Department level",
        "What stood out, from the most to the least: Province level",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ตอบ 1,850 จาก 1,926 หน่วยงาน", []),
        ("ตอบ 1850 จาก 1926 หน่วยงาน", []),
        ("ตอบ 1,850 หน่วยงาน", ["1,850 of 1,926 agencies answered (96.05%)"]),
        ("ตอบ 11,850 จาก 1,9260 หน่วยงาน", ["1,850 of 1,926 agencies answered (96.05%)"]),
    ],
)
def test_what_the_text_of_a_survey_tells_is_not_said_once_more(client, text, said):
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    Survey.objects.create(ceremony=ceremony, population=1926, answers=1850, text_th=text)

    told = texts(client.get("/en/ceremonies/2020/"), "p")

    assert [each for each in told if "answered" in each] == said


def test_corrections_of_a_ceremony_and_its_winners_stand_on_its_page(client, edition):
    leader = Winner.objects.get(ref="leader22")
    make_correction(edition, note_th="แก้สถานที่", corrected_at=YESTERDAY - timedelta(days=1))
    make_correction(leader, note_en="Name put right", corrected_at=YESTERDAY)

    of_leader = "31 May 2026 Corrected Name put right"
    assert texts(client.get("/en/winners/leader22/"), ".corrections") == [of_leader]
    (told,) = texts(client.get("/en/ceremonies/2020/"), ".corrections")
    assert "Corrected นางสาวรื่นวดี สุวรรณมงคล รางวัลผู้นำองค์กรดิจิทัลดีเด่น Name put right" in told
    assert told.endswith("30 May 2026 Corrected แก้สถานที่")


def test_a_ceremony_leads_to_its_released_neighbours_only(client, edition, tomorrow):
    for year in (2018, 2019, 2022):
        make_ceremony(year, release_at=YESTERDAY)
    make_ceremony(2021, release_at=tomorrow)

    assert texts(client.get("/en/ceremonies/2020/"), ".neighbours") == [
        "← Digital Government Awards 2019 Digital Government Awards 2022 →"
    ]


def test_a_source_is_a_link_only_where_it_is_an_address(client):
    winner = make_winner(
        source="ราชกิจจานุเบกษา <b>เล่ม 1</b>\nhttps://www.thaigov.go.th/37261\njavascript:alert(1)"
    )

    html = client.get(f"/winners/{winner.ref}/").content.decode()

    assert "ราชกิจจานุเบกษา &lt;b&gt;เล่ม 1&lt;/b&gt;" in html
    assert (
        '<a href="https://www.thaigov.go.th/37261" rel="nofollow">https://www.thaigov.go.th/37261</a>' in html
    )
    assert 'href="javascript' not in html


def test_of_a_source_only_what_is_thai_is_marked_as_such_on_an_english_page(client):
    winner = make_winner(source="ข่าว Awards 2020\nThe Nation\nดู https://example.go.th/ข่าว")

    page = " ".join(client.get(f"/en/winners/{winner.ref}/").content.decode().split())

    address = "https://example.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7"
    assert (
        '<dd class="source"> <span lang="th">ข่าว</span> Awards 2020 </dd> '
        '<dd class="source"> The Nation </dd> <dd class="source"> <span lang="th">ดู</span> '
        f'<a href="{address}" rel="nofollow">https://example.go.th/ข่าว</a> </dd>'
    ) in page


def test_a_ceremony_without_a_source_names_those_of_its_winners_each_once(client):
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    category = make_category(ceremony)
    for source in (
        "ข่าวหนึ่ง\nhttps://example.go.th/1",
        "https://example.go.th/1",
        " \n https://example.go.th/2",
    ):
        make_winner(category, source=source)
    make_winner(make_category(ceremony), source="ข่าวหนึ่ง")

    sources = texts(client.get("/en/ceremonies/2020/"), ".source")
    ceremony.source_url = "https://example.go.th/0"
    ceremony.save()

    assert sources == ["ข่าวหนึ่ง", "https://example.go.th/1", "https://example.go.th/2"]
    assert texts(client.get("/en/ceremonies/2020/"), ".source") == ["Source https://example.go.th/0"]


def test_the_front_page_shows_the_latest_release_and_nothing_of_the_one_to_come(client, edition, tomorrow):
    agency = Agency.objects.get(code="rd")
    make_ceremony(2019, release_at=YESTERDAY)
    coming = make_ceremony(2021, release_at=tomorrow, name_th="รางวัลที่ยังไม่ประกาศ")
    make_winner(make_category(coming, title_th="ประเภทที่ยังไม่ประกาศ"), agency=agency)

    response = client.get("/en/")

    assert texts(response, "h1") == ["Digital Government Awards 2020"]
    assert texts(response, "dd")[-3:] == ["2", "4", "2"]
    assert texts(response, "ol") == [
        "Revenue Department 2 awards in 1 year Securities and Exchange Commission 2 awards in 1 year"
    ]
    assert "ยังไม่ประกาศ" not in client.get("/").content.decode()


def test_no_address_on_a_page_counts_what_was_made_before(client):
    for _draft in range(3):
        make_category(make_ceremony())
    category = make_category(make_ceremony(2020, release_at=YESTERDAY), title_th="รางวัล AI 100%")

    assert 'id="department-รางวัลai100%"' in client.get("/ceremonies/2020/").content.decode()
    anchor = quote("department-รางวัลai100%")
    assert f'href="/ceremonies/2020/#{anchor}"' in client.get("/").content.decode()
    for page in ("/", "/ceremonies/2020/"):
        assert f"category-{category.pk}" not in client.get(page).content.decode()


def test_the_front_page_of_an_empty_portal_says_so(client):
    assert "No ceremony has been published yet." in texts(client.get("/en/"), ".empty")


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_is_not_released_answers_like_what_does_not_exist(client, language, tomorrow):
    hidden = [make_ceremony(2031, release_at=tomorrow), make_ceremony(2032)]
    winners = [make_winner(make_category(ceremony)) for ceremony in hidden]
    addresses = [
        *(f"/ceremonies/{ceremony.slug}/" for ceremony in hidden),
        *(f"/winners/{winner.ref}/" for winner in winners),
        *(f"/awards/{winner.category.award.code}/" for winner in winners),
    ]

    for address in addresses:
        response = client.get(f"{language}{address}")
        missing = client.get(f"{language}/{address.split('/')[1]}/nothing-here/")
        assert (response.status_code, missing.status_code) == (404, 404)
        assert response.content == missing.content
        assert response.headers == missing.headers


def test_the_lists_leave_out_what_is_not_released(client, edition, tomorrow):
    coming = make_ceremony(2021, release_at=tomorrow)
    data = edition.categories.get(award__code="data-governance").award
    make_winner(make_category(coming, award=data))
    make_winner(make_category(coming))

    assert texts(client.get("/en/ceremonies/"), "h2") == ["Digital Government Awards 2020"]
    assert elements(client.get("/en/awards/"), "h2", ".facts") == [
        ("h2", "รางวัลรัฐบาลดิจิทัล"),
        (".facts", "An agency 2 awards in 1 year"),
        ("h2", "ผู้นำองค์กรดิจิทัล"),
        (".facts", "A person in an office of an agency 1 award in 1 year"),
        ("h2", "Data Governance"),
        (".facts", "An agency 1 award in 1 year"),
    ]
    assert texts(client.get("/en/awards/data-governance/"), "h2") == ["Digital Government Awards 2020"]


def test_ceremonies_stand_with_the_latest_first(client):
    for year in (2020, 2022, 2021):
        make_ceremony(year, release_at=YESTERDAY)

    assert texts(client.get("/ceremonies/"), ".year") == ["2565", "2564", "2563"]
    assert texts(client.get("/en/ceremonies/"), ".year") == ["2022", "2021", "2020"]


def test_an_award_shows_each_year_under_the_title_it_had(client, edition):
    data = edition.categories.get(award__code="data-governance").award
    later = make_ceremony(2022, release_at=YESTERDAY)
    quality = make_category(later, award=data, title_th="รางวัลหน่วยงานคุณภาพด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ")
    make_winner(quality, agency=make_agency("กองทุนบำเหน็จบำนาญข้าราชการ"))

    assert elements(client.get("/awards/data-governance/"), "h2", "h3", ".name") == [
        ("h2", "รางวัลรัฐบาลดิจิทัล ประจำปี 2565"),
        ("h3", "รางวัลหน่วยงานคุณภาพด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ"),
        (".name", "กองทุนบำเหน็จบำนาญข้าราชการ"),
        ("h2", "รางวัลรัฐบาลดิจิทัล ประจำปี 2563"),
        ("h3", "รางวัลหน่วยงานดีเด่นด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ"),
        (".name", "กรมสรรพากร"),
    ]


def test_an_award_says_how_often_it_was_given_and_to_whom_most_often(client):
    award, often = make_award(code="data"), make_agency("กรมบ่อย")
    for year in (2020, 2021):
        category = make_category(make_ceremony(year, release_at=YESTERDAY), award=award)
        make_winner(category, agency=often)
        make_winner(category)
    withdrawn = {"withdrawn_at": YESTERDAY, "withdrawn_why_th": "ขาดคุณสมบัติ"}
    make_winner(make_category(category.ceremony, award=award), agency=often, **withdrawn)
    make_winner(make_category(make_ceremony(2022), award=award), agency=often)

    page = client.get("/en/awards/data/")

    assert texts(page, ".tally") == ["4 awards known in 2 years"]
    assert "Most often, as far as is known, to กรมบ่อย: 2 times" in texts(page, "p")
    assert texts(page, ".letters") == ["2021 2020"]


def test_an_award_of_which_all_is_known_does_not_say_that_it_is(client):
    award, often = make_award(code="data"), make_agency("กรมบ่อย")
    for year in (2020, 2021):
        edition = make_ceremony(year, release_at=YESTERDAY, awards_given=1)
        make_winner(make_category(edition, award=award), agency=often)

    page = client.get("/en/awards/data/")

    assert texts(page, ".tally") == ["2 awards in 2 years"]
    assert "Most often to กรมบ่อย: 2 times" in texts(page, "p")


@pytest.mark.parametrize(
    ("awards_given", "quota", "of_award", "of_category"),
    [
        (1, None, "1 award in 1 year", "1 award"),
        (1, 1, "1 award in 1 year", "1 award"),
        (2, 1, "1 award in 1 year", "1 award"),
        (2, 2, "1 award known in 1 year", "1 of 2 awards known"),
        (2, None, "1 award known in 1 year", "1 award known"),
        (None, None, "1 award known in 1 year", "1 award known"),
    ],
)
def test_every_page_says_where_more_awards_may_have_been_given(
    client, awards_given, quota, of_award, of_category
):
    award = make_award(code="data")
    edition = make_ceremony(2020, release_at=YESTERDAY, awards_given=awards_given)
    make_winner(make_category(edition, award=award, title_th="รางวัล", quota=quota))

    of_category = f"Department level {of_category}"
    assert texts(client.get("/en/awards/"), ".facts") == [f"An agency {of_award}"]
    assert elements(client.get("/en/awards/data/"), ".tally", ".facts") == [
        (".tally", of_award),
        (".facts", of_category),
    ]
    assert texts(client.get("/en/ceremonies/2020/"), ".facts") == [of_category]
    assert texts(client.get("/en/"), ".plain-rows")[0] == "รางวัล " + of_category.replace("level ", "level · ")


def test_an_award_may_have_been_given_at_an_edition_that_is_not_known_to_have_it(client):
    first = make_ceremony(2020, release_at=YESTERDAY, awards_given=1)
    make_winner(make_category(first))
    make_ceremony(2021, release_at=YESTERDAY)

    assert texts(client.get("/en/awards/"), ".facts") == ["An agency 1 award known in 1 year"]


def test_an_award_that_nobody_is_known_to_have_received_says_so(client):
    make_category(make_ceremony(2020, release_at=YESTERDAY), award=make_award(code="data"))

    assert texts(client.get("/en/awards/data/"), ".empty")[0] == (
        "Nobody is known here to have received this award."
    )
    assert texts(client.get("/en/awards/"), ".facts") == ["An agency Winners not known yet"]


def test_a_ceremony_of_many_categories_leads_to_each(client):
    ceremony = make_ceremony(2020, release_at=YESTERDAY)
    for n in range(3):
        make_category(ceremony, title_th=f"รางวัล{n}")
    assert texts(client.get("/en/ceremonies/2020/"), ".jumps") == []
    make_category(ceremony, title_th="รางวัลอื่น")

    (jumps,) = texts(client.get("/en/ceremonies/2020/"), ".jumps")

    assert jumps.startswith("รางวัล0 Department level · Winners not known yet รางวัล1 ")


def test_a_ceremony_whose_winners_are_not_known_says_so_once(client):
    make_ceremony(2020, release_at=YESTERDAY)

    page = client.get("/en/ceremonies/2020/")

    assert (texts(page, ".notice"), texts(page, ".empty")) == (
        [],
        ["The winners of this ceremony are not known yet."],
    )
    assert texts(client.get("/en/"), ".button") == ["See the ceremony"]


def test_what_was_put_right_is_said_above_as_well(client, edition):
    make_correction(Winner.objects.get(ref="rdmain22"), corrected_at=YESTERDAY)

    for page in ("/en/winners/rdmain22/", "/en/ceremonies/2020/"):
        html = client.get(page).content.decode()
        assert ('href="#corrections"' in html, 'id="corrections"' in html) == (True, True)
    assert 'href="#corrections"' not in client.get("/en/winners/leader22/").content.decode()


def test_a_winner_page_tells_the_whole_win(client, edition):
    response = client.get("/en/winners/rdmain22/")

    assert texts(response, "h1") == ["Revenue Department"]
    assert dict(zip(texts(response, "dt"), texts(response, "dd"), strict=False)) == {
        "Award": "รางวัลรัฐบาลดิจิทัล",
        "Ceremony": "Digital Government Awards 2020 Thursday 3 December 2020",
        "Level": "Department level Mainly provides services",
        "Form of the award": "Plaque",
        "Rank": "1",
        "Score": "88.25",
        "Agency today": "Revenue Department",
        "Permanent address": "http://testserver/en/winners/rdmain22/",
    }
    assert texts(response, ".wins") == ["2020 รางวัลหน่วยงานดีเด่นด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ Department level"]


def test_a_person_is_shown_with_title_office_and_agency(client, edition):
    Winner.objects.filter(ref="leader22").update(acting=True)

    response = client.get("/en/winners/leader22/")

    assert texts(response, "h1") == ["นางสาวรื่นวดี สุวรรณมงคล"]
    assert texts(response, ".lead") == ["Acting เลขาธิการ, Securities and Exchange Commission"]


def test_a_renamed_agency_is_shown_as_announced_and_as_it_is_called_today(client):
    agency = make_agency("สำนักงานการวิจัยแห่งชาติ", name_en="National Research Council of Thailand")
    winner = make_winner(
        make_category(make_ceremony(2018, release_at=YESTERDAY)),
        agency=agency,
        agency_name_th="สำนักงานคณะกรรมการวิจัยแห่งชาติ",
    )

    page, listing = client.get(f"/en/winners/{winner.ref}/"), client.get("/en/ceremonies/2018/")

    assert texts(page, "h1") == ["สำนักงานคณะกรรมการวิจัยแห่งชาติ"]
    assert "National Research Council of Thailand Announced as สำนักงานคณะกรรมการวิจัยแห่งชาติ" in texts(
        page, "dd"
    )
    assert texts(listing, ".who") == [
        "สำนักงานคณะกรรมการวิจัยแห่งชาติ Today: National Research Council of Thailand"
    ]


@pytest.mark.parametrize(
    ("announced", "today", "renamed"),
    [
        ("เทศบาลเมืองพิมลราช จังหวัดนนทบุรี", "เทศบาลเมืองพิมลราช", False),
        ("เทศบาลเมืองพิมลราช จ.นนทบุรี", "เทศบาลเมืองพิมลราช", False),
        ("เทศบาลเมืองพิมลราช", "เทศบาลเมืองพิมลราช จังหวัดนนทบุรี", False),
        ("เทศบาลตำบลบึง จังหวัดหนองคาย", "เทศบาลตำบลบึง จังหวัดบึงกาฬ", True),
        ("องค์การบริหารส่วนตำบลพิมลราช จังหวัดนนทบุรี", "เทศบาลเมืองพิมลราช", True),
        ("จังหวัดเชียงใหม่", "จังหวัดเชียงราย", True),
        ("สำนักงานพัฒนารัฐบาลดิจิตอล(องค์กรมหาชน)", "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", False),
        ("กรมการขนส่งทางบก", "กรมการขนส่งทางราง", True),
    ],
)
def test_a_name_is_another_only_if_more_than_its_spelling_or_province_differs(
    client, announced, today, renamed
):
    winner = make_winner(agency=make_agency(today, name_en="Agency"), agency_name_th=announced)

    listed, page, record = (
        client.get(f"/en{address}")
        for address in (
            winner.category.ceremony.get_absolute_url(),
            winner.get_absolute_url(),
            winner.agency.get_absolute_url(),
        )
    )

    assert texts(listed, ".who") == [f"{announced} Today: Agency" if renamed else "Agency"]
    assert (f"Agency Announced as {announced}" in texts(page, "dd")) == renamed
    assert (f"Announced as {announced}" in texts(record, ".wins")[0]) == renamed


def test_a_name_that_differs_in_thai_alone_is_not_told_twice_in_english(client):
    agency = make_agency("กรมสรรพากร", name_en="Revenue Department")
    winner = make_winner(
        agency=agency, agency_name_th="กรมสรรพากร กระทรวงการคลัง", agency_name_en="Revenue Department"
    )

    listed, page = (
        client.get("/en" + winner.category.ceremony.get_absolute_url()),
        client.get("/en" + winner.get_absolute_url()),
    )

    assert texts(listed, ".who") == ["Revenue Department"]
    assert not any("Announced as" in text for text in texts(page, "dd"))


def test_a_person_stands_with_the_office_and_the_agency_as_announced_and_with_todays_agency(client):
    category = make_category(award=make_award(recipient=Recipient.PERSON), level=Level.PERSON)
    winner = make_winner(
        category,
        agency=make_agency(name_en="Research Council"),
        agency_name_th="สภาวิจัย",
        person_given_th="สมศรี",
        position_th="เลขาธิการ",
        acting=True,
    )

    listed, page = (
        client.get(f"/en/ceremonies/{category.ceremony.slug}/"),
        client.get(f"/en/winners/{winner.ref}/"),
    )

    assert texts(listed, ".who") == ["นางสาวสมศรี สกุล Acting เลขาธิการ, สภาวิจัย Today: Research Council"]
    assert texts(page, ".lead") == ["Acting เลขาธิการ, สภาวิจัย"]
    assert "Research Council Announced as สภาวิจัย" in texts(page, "dd")


def test_a_winner_that_is_no_more_leads_to_what_it_is_today(client):
    fund, council, office = (make_agency(name_en=name) for name in ("Fund", "Council", "Office"))
    Succession.objects.create(predecessor=fund, successor=council, how=How.REPLACED)
    Succession.objects.create(predecessor=council, successor=office, how=How.RENAMED)
    winner = make_winner(agency=fund)

    page = client.get(f"/en/winners/{winner.ref}/")

    facts = dict(zip(texts(page, "dt"), texts(page, "dd"), strict=False))
    assert (facts["Agency"], facts["Today it is"]) == ("Fund", "Office")
    assert "Agency today" not in facts


def test_a_winner_that_was_dissolved_leads_to_its_own_page_only(client):
    winner = make_winner(agency=make_agency(name_en="Fund", dissolved_on=date(2021, 1, 31)))

    page = client.get(f"/en/winners/{winner.ref}/")

    assert dict(zip(texts(page, "dt"), texts(page, "dd"), strict=False))["Agency"] == (
        "Fund Dissolved on 31 January 2021"
    )


def test_a_winner_page_leaves_out_wins_that_are_not_released(client, edition, tomorrow):
    coming = make_category(make_ceremony(2021, release_at=tomorrow), title_th="ประเภทที่ยังไม่ประกาศ")
    make_winner(coming, agency=Agency.objects.get(code="rd"))

    assert texts(client.get("/winners/rdmain22/"), ".name") == ["รางวัลหน่วยงานดีเด่นด้านการใช้ธรรมาภิบาลข้อมูลภาครัฐ"]


def test_a_preview_shows_the_draft_as_it_will_be_and_says_not_to_publish_it(rf):
    ceremony = make_ceremony(2031, held_on=date(2031, 12, 3), awards_given=2)
    agency = make_agency("กรมหนึ่ง")
    first = make_winner(make_category(ceremony, title_th="ประเภทหนึ่ง"), agency=agency)
    make_winner(make_category(ceremony, title_th="ประเภทสอง"), agency=agency)

    preview = Preview(ceremony, "/secret/")
    page = show_ceremony(rf.get("/secret/"), for_page(Ceremony.objects).get(), preview)
    of_winner = show_winner(rf.get("/secret/"), first, preview)

    assert texts(page, ".name") == ["กรมหนึ่ง", "กรมหนึ่ง"]
    assert len(texts(page, ".preview")) == len(texts(of_winner, ".preview")) == 1
    assert texts(of_winner, ".name") == ["ประเภทสอง"]
    for response in (page, of_winner):
        html = response.content.decode()
        assert '<meta name="robots" content="noindex">' in html
        for address in ("/winners/", "/awards/award-", "/ceremonies/2031"):
            assert f'href="{address}' not in html


def test_a_released_page_carries_no_mark_of_a_preview(client, edition):
    for address in ("/ceremonies/2020/", "/winners/leader22/"):
        assert texts(client.get(address), ".preview") == []

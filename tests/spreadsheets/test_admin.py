"""Upload, preview, confirm and result in the admin, and the export."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency
from awards.models import Ceremony, Winner
from awards.roles import APPROVER, DATA_ENTRY, READER
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_user, make_winner
from tests.spreadsheets.files import make_csv, make_xlsx

pytestmark = pytest.mark.django_db

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "คะแนน", "หมายเหตุ"]
ADMIN = "/en/admin/awards/winner/"


@pytest.fixture
def entry(client):
    """A data-entry user who is signed in."""
    user = make_user(DATA_ENTRY)
    client.force_login(user)
    return user


@pytest.fixture
def row():
    """A good row."""
    make_award(code="dg")
    return ["2569", "ธรรมาภิบาลข้อมูล", "dg", "กรม", make_agency("กรมสรรพากร").name_th, "98.3", "โน้ต"]


def upload(client, *rows, data=None, admin=ADMIN):
    """The address of the preview that an upload leads to, or the page that refuses it."""
    file = SimpleUploadedFile("ผล.csv", data or make_csv([HEADINGS, *rows]))
    return client.post(f"{admin}import/", {"file": file})


def page_of(client, response):
    return client.get(response.url).content.decode()


def confirm(client, address):
    promise = client.get(address).context["seen"].outcome.promise
    return client.post(address, {"promise": promise})


def test_from_upload_to_result(client, entry, row):
    address = upload(client, row).url
    page = client.get(address).content.decode()
    for text in [
        "กรมสรรพากร – ธรรมาภิบาลข้อมูล",
        "พ.ศ. 2569 (ค.ศ. 2026)",
        "Columns that are not read:",
        "หมายเหตุ",
    ]:
        assert text in page
    assert Winner.objects.count() == 0

    response = confirm(client, address)
    result = client.get(response.url, follow=True)

    record = SpreadsheetImport.objects.get()
    assert result.redirect_chain[-1] == (f"{ADMIN}import/{record.pk}/result/", 302)
    assert "Imported from ผล.csv." in result.content.decode()
    assert Winner.history.get().history_user == record.uploaded_by == entry


def test_a_double_click_leads_to_the_same_result_without_an_error(client, entry, row):
    address = upload(client, row).url
    promise = client.get(address).context["seen"].outcome.promise

    answers = [client.post(address, {"promise": promise}, follow=True) for _click in range(2)]

    assert [answer.redirect_chain[-1][0] for answer in answers] == [f"{address}result/"] * 2
    assert list(answers[1].context["messages"]) == []
    assert Winner.objects.count() == Winner.history.count() == 1


def test_problems_are_listed_at_their_cells_and_there_is_no_way_to_confirm(client, entry, row):
    page = page_of(client, upload(client, [*row[:5], "มาก <b>", ""]))

    assert "<td>2</td>" in page
    assert "“มาก &lt;b&gt;”" in page
    assert "This is not a number." in page
    assert "Confirm and save" not in page


def test_a_confirm_that_was_never_offered_saves_nothing(client, entry, row):
    address = upload(client, row, [*row[:5], "มาก", ""]).url

    for promise in ("", "x", client.get(address).context["seen"].outcome.promise):
        response = client.post(address, {"promise": promise}, follow=True)
        assert "Nothing was saved" in response.content.decode()
    assert Winner.objects.count() == 0


def test_the_same_file_again_says_that_nothing_changes(client, entry, row):
    confirm(client, upload(client, row).url)

    page = page_of(client, upload(client, row))

    assert "All of this is in the portal already. There is nothing to save." in page
    assert "This very file was imported before" in page
    assert "Confirm and save" not in page


def test_an_agency_renamed_since_the_preview_is_said_and_nothing_is_saved(client, entry, row):
    address = upload(client, row).url
    promise = client.get(address).context["seen"].outcome.promise
    Agency.objects.update(name_th="กรมใหม่")

    page = client.post(address, {"promise": promise}, follow=True).content.decode()

    assert "The portal has changed since this preview." in page
    assert "Nothing in the portal looks like it." in page
    assert Winner.objects.count() == 0


def test_a_file_that_cannot_be_read_is_refused_on_the_upload_page(client, entry):
    response = upload(client, data=b"%PDF-1.7\x00")

    assert response.status_code == 200
    assert "This is not a spreadsheet." in response.content.decode()
    assert client.post(f"{ADMIN}import/").status_code == 200
    assert SpreadsheetImport.objects.count() == 0


def test_a_kept_file_that_is_gone_leads_back_to_the_upload(client, entry, row):
    address = upload(client, row).url
    Path(SpreadsheetImport.objects.get().file.path).unlink()

    response = client.get(address, follow=True)

    assert response.redirect_chain == [(f"{ADMIN}import/", 302)]
    assert "The uploaded file is no longer there." in response.content.decode()


def test_another_sheet_is_chosen_on_the_preview(client, entry, row):
    data = make_xlsx([HEADINGS, row], "หนึ่ง", hidden=[("สอง", [HEADINGS, [*row[:5], "1", ""]])])
    address = upload(client, data=data).url

    page = client.post(address, {"sheet": "สอง"}, follow=True).content.decode()
    assert "<option selected>สอง</option>" in page
    page = client.post(address, {"sheet": "สาม"}, follow=True).content.decode()
    assert "There is no sheet “สาม”." in page


def test_long_sheets_are_paged(client, entry, row):
    rows = [[*row[:4], make_agency().name_th, "", ""] for _n in range(201)]

    page = page_of(client, upload(client, *rows))

    assert "Page 1 of 3" in " ".join(page.split())


def addresses(record, winner):
    preview = f"{ADMIN}import/{record.pk}/"
    return {
        "import": [
            f"{ADMIN}import/",
            f"{ADMIN}import/samples/winners-sample.csv",
            preview,
            f"{preview}result/",
        ],
        "export": [f"{ADMIN}export/?format=csv", f"{ADMIN}export/?format=xlsx"],
    }


@pytest.mark.parametrize(
    ("role", "imports", "exports"),
    [(None, 404, 404), (READER, 404, 200), (APPROVER, 404, 200), (DATA_ENTRY, 200, 200)],
)
def test_import_and_export_need_their_permissions(client, role, imports, exports):
    user = make_user(role)
    client.force_login(user)
    record = SpreadsheetImport.objects.create(
        kind="winners", uploaded_by=user, confirmed_at="2026-01-01T00:00Z"
    )

    answers = {
        action: {client.get(address, follow=True).status_code for address in found}
        for action, found in addresses(record, None).items()
    }

    assert answers == {"import": {imports}, "export": {exports}}
    assert client.post(f"{ADMIN}import/").status_code == imports
    assert client.post(f"{ADMIN}import/{record.pk}/", follow=True).status_code == imports


def test_the_buttons_are_shown_to_who_may_press_them(client):
    client.force_login(make_user(READER))
    page = client.get(ADMIN).content.decode()
    assert ("Export as CSV" in page, "Import a spreadsheet" in page) == (True, False)

    client.force_login(make_user(DATA_ENTRY))
    assert "Import a spreadsheet" in client.get(ADMIN).content.decode()


def test_the_public_is_sent_to_the_login(client):
    for address in (
        f"{ADMIN}import/",
        f"{ADMIN}export/?format=csv",
        f"{ADMIN}import/samples/winners-sample.csv",
    ):
        assert client.get(address).url.startswith("/en/admin/login/")


def test_somebody_elses_upload_is_not_there(client, entry, row):
    address = upload(client, row).url
    promise = client.get(address).context["seen"].outcome.promise

    client.force_login(make_user(DATA_ENTRY, is_superuser=True))

    answers = [
        client.get(address),
        client.post(address, {"promise": promise}),
        client.get(f"{address}result/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert (Winner.objects.count(), SpreadsheetImport.objects.count()) == (0, 1)


def test_an_upload_of_winners_is_not_there_among_agencies(client, entry, row):
    pk = SpreadsheetImport.objects.get(pk=upload(client, row).url.split("/")[-2]).pk

    assert client.get(f"/en/admin/agencies/agency/import/{pk}/").status_code == 404


def test_a_confirm_without_its_csrf_token_is_refused(entry, row, client):
    address = upload(client, row).url
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(entry)

    assert strict.post(address, {"promise": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["winners-nothing.csv", "agencies-sample.csv", "%00"])
def test_only_the_samples_of_this_import_can_be_downloaded(client, entry, name):
    assert client.get(f"{ADMIN}import/samples/{name}").status_code in (400, 404)


def test_the_samples_are_linked_and_served_as_they_are(client, entry):
    page = client.get(f"{ADMIN}import/").content.decode()
    address = reverse("admin:awards_winner_import_sample", args=["winners-sample.csv"])

    assert f'href="/en{address}"' in page
    served = b"".join(client.get(address).streaming_content)
    assert served == (settings.BASE_DIR / "fixtures/samples/winners-sample.csv").read_bytes()


def test_the_export_is_of_the_filtered_list_with_numbers_as_numbers_and_no_formulas(client, entry):
    ceremony = make_ceremony(2026)
    category = make_category(ceremony, title_th="=cmd|' /C calc'!A0", award=make_award(name_th="@รางวัล"))
    winner = make_winner(category, agency=make_agency("กรมสรรพากร"), score=98.5, rank=1, source="ก\nข")
    make_winner(make_category(make_ceremony(2025)))
    chosen = {"q": "สรรพากร"}

    text = client.get(f"{ADMIN}export/", {"format": "csv", **chosen}).getvalue().decode()
    book = client.get(f"{ADMIN}export/", {"format": "xlsx", **chosen}).getvalue()

    headings = (
        "\ufeffปี พ.ศ.,ประเภทรางวัล,ประเภทรางวัล (อังกฤษ),รางวัล,หัวข้อ,หัวข้อ (อังกฤษ),ระดับ,พันธกิจ,รูปแบบรางวัล,"
        "จำนวนรางวัล,หน่วยงาน,สังกัด,ชื่อหน่วยงานตามประกาศ,ชื่อหน่วยงานตามประกาศ (อังกฤษ),ชื่อ-นามสกุล,ตำแหน่ง,"
        "รักษาการแทน,ตำแหน่ง (อังกฤษ),อันดับ,คะแนน,คำประกาศเกียรติคุณ,คำประกาศเกียรติคุณ (อังกฤษ),ผู้แทนรับรางวัล,แหล่งที่มา,"
        "รหัสอ้างอิง,วันที่จัดพิธี,สถานที่จัดพิธี,สถานที่จัดพิธี (อังกฤษ),ประธานในพิธี,ประธานในพิธี (อังกฤษ),ตำแหน่งประธาน,"
        "ตำแหน่งประธาน (อังกฤษ)"
    )
    assert text.splitlines() == [
        headings,
        "2569,'=cmd|' /C calc'!A0,,'@รางวัล,,,กรมหรือเทียบเท่า,,,,กรมสรรพากร,,กรมสรรพากร,,,,,,1,98.50,,,,\"ก",
        f'ข",{winner.ref},2026-12-03,,,,,,',
    ]
    heading, cells = load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)
    values = dict(zip(heading, cells, strict=True))
    assert (values["ประเภทรางวัล"], values["คะแนน"], values["ปี พ.ศ."]) == ("'=cmd|' /C calc'!A0", 98.5, 2569)


def test_an_export_of_an_unknown_format_or_filter_is_not_there(client, entry):
    assert client.get(f"{ADMIN}export/?format=json").status_code == 404
    assert client.get(f"{ADMIN}export/?format=csv&nothing=this").status_code == 404


def test_agencies_are_imported_in_the_same_way(client, entry):
    admin = "/admin/agencies/agency/"
    rows = make_csv([["รหัส", "ชื่อหน่วยงาน", "ประเภทหน่วยงาน"], ["rd", "กรมสรรพากร", "กรม"]])

    response = confirm(client, upload(client, data=rows, admin=admin).url)

    assert client.get(response.url, follow=True).status_code == 200
    assert Agency.objects.get().code == "rd"
    assert (
        client.get(f"{admin}export/?format=csv").getvalue().decode().splitlines()[1]
        == "rd,กรมสรรพากร,,,กรมหรือเทียบเท่า,,,,"
    )


def test_the_record_shows_what_the_import_did_and_gives_the_file_back(client, entry, row):
    confirm(client, upload(client, row).url)
    confirm(client, upload(client, [*row[:5], "97", ""]).url)
    newest = SpreadsheetImport.objects.first()
    client.force_login(make_user(READER))

    page = client.get(f"/en/admin/spreadsheets/spreadsheetimport/{newest.pk}/change/").content.decode()
    listed = client.get("/en/admin/spreadsheets/spreadsheetimport/").content.decode()

    assert newest.sha256 in page
    assert "<del>98.30</del> → <ins>97.00</ins>" in page
    assert listed.count("ผล.csv</a>") == 2
    file = client.get(f"/en/admin/spreadsheets/spreadsheetimport/{newest.pk}/file/")
    assert b"".join(file.streaming_content) == newest.file.open().read()


def test_records_say_in_words_what_they_hold_and_are_filtered_by_it(client, entry, row):
    upload(client, row)
    records = "/admin/spreadsheets/spreadsheetimport/"
    thai = str(Winner._meta.verbose_name_plural)

    page = client.get(records)
    of_agencies = client.get(records, {"kind": "agencies"})

    assert f'<td class="field-holds">{thai}</td>' in page.content.decode()
    assert "winners" not in page.content.decode().replace("kind=winners", "")
    assert list(of_agencies.context["cl"].result_list) == []


def test_a_record_is_read_only_and_its_file_is_not_for_everybody(client, entry, row):
    upload(client, row)
    record = SpreadsheetImport.objects.get()
    address = f"/en/admin/spreadsheets/spreadsheetimport/{record.pk}/"
    assert client.get("/en/admin/spreadsheets/spreadsheetimport/add/").status_code == 404
    assert client.post(f"{address}change/", {"file_name": "x"}).status_code == 403
    assert client.get(f"{address}delete/").status_code == 404

    client.force_login(make_user())
    assert client.get(f"{address}file/").status_code == 404


def test_a_data_entry_user_makes_ceremony_2026_by_the_sample_alone(client, entry):
    fixtures = ["provinces", "agencies", "agency_names", "awards", "ceremonies", "categories"]
    call_command("loaddata", *fixtures, verbosity=0)
    Ceremony.objects.filter(year=2026).delete()
    sample = (settings.BASE_DIR / "fixtures/samples/winners-sample.xlsx").read_bytes()

    response = confirm(client, upload(client, data=sample).url)

    ceremony = Ceremony.objects.with_counts().get(year=2026)
    assert (ceremony.categories.count(), ceremony.known_awards, ceremony.held_on.year) == (5, 24, 2026)
    assert client.get(response.url, follow=True).status_code == 200

"""From upload to saved rows: once, whole, and only as the preview promised."""

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import connection
from django.utils import timezone, translation

from agencies.models import Agency
from awards.models import Category, Ceremony, State, Winner
from awards.sheets.winners import WinnerResource
from awardsportal.audit.models import Event
from awardsportal.spreadsheets import importing
from awardsportal.spreadsheets.importing import Refused, confirm, preview, receive
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.models import SpreadsheetImport
from tests.factories import make_agency, make_award, make_category, make_ceremony, make_user, make_winner
from tests.spreadsheets.files import make_csv, make_xlsx

pytestmark = pytest.mark.django_db

HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "คะแนน"]
CHANGED = "The portal has changed since this preview. Nothing was saved; look at the preview again."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def award():
    return make_award(code="dg")


def rows_for(agencies, **cells):
    values = {
        "ปี พ.ศ.": 2569,
        "ประเภทรางวัล": "ธรรมาภิบาลข้อมูล",
        "รางวัล": "dg",
        "ระดับ": "กรม",
        "คะแนน": "",
    } | cells
    return [
        HEADINGS,
        *[[(values | {"หน่วยงาน": agency.name_th})[heading] for heading in HEADINGS] for agency in agencies],
    ]


def upload(rows, by=None, name="ผล.csv"):
    return receive(ContentFile(make_csv(rows), name), resource_class=WinnerResource, by=by)


def promise_of(record):
    return preview(record, WinnerResource).outcome.promise


def stored():
    return Ceremony.objects.count(), Category.objects.count(), Winner.objects.count(), Winner.history.count()


def test_an_upload_is_kept_under_its_hash_in_private_storage(award):
    user = make_user()

    record = upload(rows_for([make_agency()]), by=user, name="../../ผล พ.ศ. 2569.xlsx.csv")

    assert (record.kind, record.file_name, record.uploaded_by) == ("winners", "ผล พ.ศ. 2569.xlsx.csv", user)
    assert Path(record.file.path).name == f"{record.sha256}.csv"
    assert Path(record.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert (record.confirmed_at, record.counts) == (None, {})


@pytest.mark.parametrize("name", ["ผล.xlsx", "ผล", "a\\b\\ผล.csv", "x" * 300 + ".csv", "ผล.csv\x00.exe"])
def test_no_file_name_is_trusted(award, name):
    record = upload(rows_for([make_agency()]), name=name)

    assert len(record.file_name) <= 255
    assert "\\" not in record.file_name
    assert record.file.name.endswith(f"{record.sha256}.csv")


def test_what_cannot_be_read_is_not_kept():
    with pytest.raises(UnreadableFile):
        receive(ContentFile(b"%PDF\x00", "a.csv"), resource_class=WinnerResource, by=None)

    assert SpreadsheetImport.objects.count() == 0


def test_a_file_that_is_too_large_is_not_even_read():
    file = File(None, "a.csv")
    file.size = 11 * 1024 * 1024

    with pytest.raises(UnreadableFile, match="larger than 10 MB"):
        receive(file, resource_class=WinnerResource, by=None)


def test_abandoned_uploads_are_purged_with_their_files(award):
    rows = rows_for([make_agency()])
    abandoned, confirmed, waiting = upload(rows), upload(rows), upload(rows)
    confirm(confirmed, WinnerResource, by=None, promise=promise_of(confirmed))
    SpreadsheetImport.objects.exclude(pk=waiting.pk).update(uploaded_at=timezone.now() - timedelta(days=8))

    upload(rows_for([make_agency()]))

    assert not Path(abandoned.file.path).exists()
    assert not SpreadsheetImport.objects.filter(pk=abandoned.pk).exists()
    assert SpreadsheetImport.objects.filter(pk__in=[confirmed.pk, waiting.pk]).count() == 2
    assert Path(confirmed.file.path).exists()


def test_files_without_a_record_are_purged_once_they_are_old(award):
    record = upload(rows_for([make_agency()]))
    folder = Path(record.file.path).parent
    beside = [Path(f"{record.file.path}.{name}") for name in ("preview", "progress")]
    old, new = folder / "old.csv", folder / "new.csv"
    left = folder.parent / "2019" / "left.csv.preview"
    left.parent.mkdir()
    for path in (*beside, old, new, left):
        path.touch()
    for path in (record.file.path, *beside, old, left):
        os.utime(path, (0, 0))

    importing.discard_abandoned()

    assert {path for path in folder.parent.rglob("*") if path.is_file()} == {
        Path(record.file.path),
        *beside,
        new,
    }


def test_an_upload_that_is_discarded_takes_along_what_lies_beside_it(award):
    record = upload(rows_for([make_agency()]))
    Path(f"{record.file.path}.preview").touch()

    importing.discard(record)

    assert list(Path(settings.MEDIA_ROOT).rglob("*.*")) == []


def test_a_preview_saves_nothing(award):
    record = upload(rows_for([make_agency()]))
    before = stored()

    preview(record, WinnerResource)

    assert stored() == before == (0, 0, 0, 0)


def test_a_confirmed_import_is_logged_with_its_counts(award):
    user = make_user()
    record = upload(rows_for([make_agency(), make_agency()]), by=user)

    record = confirm(record, WinnerResource, by=user, promise=promise_of(record))

    assert (record.counts["new"], record.counts["also_new"]) == (2, 2)
    event = Event.objects.get()
    assert (event.what, event.by, event.key) == ("IMPORTED", user, str(record.pk))
    assert (event.about, event.details) == (f"spreadsheet import {record.pk}", {"counts": record.counts})
    assert stored() == (1, 1, 2, 2)


def test_a_second_confirm_leads_to_the_same_record_and_does_nothing(award):
    record = upload(rows_for([make_agency()]), by=make_user())
    promise = promise_of(record)

    first = confirm(record, WinnerResource, by=record.uploaded_by, promise=promise)
    after = stored()
    second = confirm(record, WinnerResource, by=record.uploaded_by, promise=promise)

    assert (second, second.confirmed_at, stored()) == (first, first.confirmed_at, after)
    assert Event.objects.count() == 1


def test_the_same_file_uploaded_again_is_recognised(award):
    rows = rows_for([make_agency()])
    first = upload(rows)
    confirm(first, WinnerResource, by=None, promise=promise_of(first))

    seen = preview(upload(rows), WinnerResource)

    assert list(seen.earlier()) == [first]
    assert (seen.outcome.changes_nothing, seen.can_be_confirmed) == (True, False)


def test_a_file_with_problems_is_never_saved_in_part(award):
    record = upload([*rows_for([make_agency()]), [2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม", "ไม่รู้จัก", ""]])

    with pytest.raises(Refused, match="The file has problems"):
        confirm(record, WinnerResource, by=None, promise=promise_of(record))

    assert stored() == (0, 0, 0, 0)


def refused_after(record, change):
    """Confirm after a change that the preview has not seen; what is stored must stay as it is then."""
    promise = promise_of(record)
    change()
    before = stored()
    with pytest.raises(Refused) as refused:
        confirm(record, WinnerResource, by=None, promise=promise)
    record.refresh_from_db()
    assert (stored(), record.confirmed_at) == (before, None)
    return str(refused.value)


def test_an_agency_renamed_between_preview_and_confirm_is_refused(award):
    agency = make_agency("กรมเดิม")
    record = upload(rows_for([agency]))

    assert refused_after(record, lambda: Agency.objects.update(name_th="กรมใหม่")) == CHANGED


def test_a_ceremony_frozen_between_preview_and_confirm_is_refused(award):
    make_ceremony(2026)
    record = upload(rows_for([make_agency()]))

    freeze = {"state": State.APPROVED, "release_at": timezone.now()}
    assert refused_after(record, lambda: Ceremony.objects.update(**freeze)) == CHANGED


def test_a_row_edited_between_preview_and_confirm_is_not_overwritten(award):
    winner = make_winner(make_category(make_ceremony(2026), award=award, title_th="ธรรมาภิบาลข้อมูล"), score=90)
    record = upload(rows_for([winner.agency], คะแนน="95"))

    assert refused_after(record, lambda: Winner.objects.update(score=91)) == CHANGED
    winner.refresh_from_db()
    assert winner.score == 91


def test_rows_entered_by_hand_between_preview_and_confirm_are_not_doubled(award):
    agency = make_agency()
    record = upload(rows_for([agency]))

    def enter():
        make_winner(make_category(make_ceremony(2026), award=award, title_th="ธรรมาภิบาลข้อมูล"), agency=agency)

    assert refused_after(record, enter) == CHANGED


def test_a_file_that_is_gone_is_said(award):
    record = upload(rows_for([make_agency()]))
    promise = promise_of(record)
    Path(record.file.path).unlink()

    with pytest.raises(Refused, match="The uploaded file is no longer there"):
        confirm(record, WinnerResource, by=None, promise=promise)


def test_another_sheet_of_the_file_can_be_chosen(award):
    agencies = [make_agency(), make_agency()]
    data = make_xlsx(rows_for(agencies[:1]), "หนึ่ง", hidden=[("สอง", rows_for(agencies))])
    record = receive(ContentFile(data, "a.xlsx"), resource_class=WinnerResource, by=None)

    importing.choose_sheet(record, WinnerResource, "สอง")

    seen = preview(SpreadsheetImport.objects.get(), WinnerResource)
    assert (seen.table.sheet, seen.outcome.counts["new"]) == ("สอง", 2)
    with pytest.raises(UnreadableFile):
        importing.choose_sheet(record, WinnerResource, "สาม")


def test_the_promise_is_the_same_in_both_languages(award):
    record = upload(rows_for([make_agency()]))
    english = promise_of(record)

    with translation.override("th"):
        assert promise_of(record) == english


def test_no_other_sheet_is_chosen_once_an_import_is_confirmed(award):
    rows = rows_for([make_agency()])
    data = make_xlsx(rows, "หนึ่ง", before=[("สอง", rows)])
    record = receive(ContentFile(data, "a.xlsx"), resource_class=WinnerResource, by=None, sheet="หนึ่ง")
    as_it_was = SpreadsheetImport.objects.get()
    confirm(record, WinnerResource, by=None, promise=promise_of(record))

    importing.choose_sheet(as_it_was, WinnerResource, "สอง")

    assert SpreadsheetImport.objects.get().sheet == "หนึ่ง"


@pytest.mark.parametrize("sample", ["winners-sample.csv", "winners-sample.xlsx"])
def test_the_samples_that_the_help_links_to_can_be_read(sample):
    path = settings.BASE_DIR / "fixtures" / "samples" / sample

    record = receive(ContentFile(path.read_bytes(), sample), resource_class=WinnerResource, by=None)

    assert preview(record, WinnerResource).outcome.unread == []


def at_once(*actions):
    """Run the actions in a thread each, at the same moment; the exceptions they raised."""
    barrier, raised = threading.Barrier(len(actions)), []

    def run(action):
        barrier.wait()
        try:
            with translation.override("en"):
                action()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the tests' SQLite is in memory, where threads cannot meet"
)


@postgres
@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_confirm_saves_once():
    make_award(code="dg")
    record = upload(rows_for([make_agency() for _n in range(20)]))
    promise = promise_of(record)

    raised = at_once(*[lambda: confirm(record, WinnerResource, by=None, promise=promise)] * 2)

    assert (raised, stored()) == ([], (1, 1, 20, 20))


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_an_upload_that_is_just_being_confirmed_is_not_discarded(attempt):
    make_award(code="dg")
    record = upload(rows_for([make_agency() for _n in range(20)]))
    promise = promise_of(record)

    at_once(
        lambda: confirm(record, WinnerResource, by=None, promise=promise), lambda: importing.discard(record)
    )

    kept = SpreadsheetImport.objects.filter(pk=record.pk).exists()
    assert Path(record.file.path).exists() is kept
    assert stored() == ((1, 1, 20, 20) if kept else (0, 0, 0, 0))


@postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_confirming_the_same_rows_at_once_save_them_once():
    make_award(code="dg")
    rows = rows_for([make_agency() for _n in range(20)])
    records = [upload(rows), upload(rows)]
    promises = [promise_of(record) for record in records]

    raised = at_once(
        *[
            lambda record=record, promise=promise: confirm(record, WinnerResource, by=None, promise=promise)
            for record, promise in zip(records, promises, strict=True)
        ]
    )

    assert [type(error) for error in raised] == [Refused]
    assert stored() == (1, 1, 20, 20)

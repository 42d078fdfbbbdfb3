"""A large file is previewed, saved and undone outside of requests, and its page leads on."""

import os
import signal
from pathlib import Path

import pytest

from awardsportal.spreadsheets.background import LARGE
from tests.installation import Person, promise_in, wait_until
from tests.spreadsheets.files import make_csv

ADMIN = "/en/admin/awards/winner/"
RECORDS = "/en/admin/spreadsheets/spreadsheetimport/"
HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน", "ชื่อ-นามสกุล"]
OTHERS_MAKE_THE_CEREMONY = (
    "import django; django.setup(); from tests.factories import make_ceremony; make_ceremony(2029)"
)
WINNERS = "SELECT count(*) FROM awards_winner"


@pytest.fixture
def person(server):
    return Person(server, "first")


def sheet(year):
    told = [year, "ผู้นำดิจิทัล", "person", "บุคคล", "กรมที่ลอง 00"]
    return make_csv([HEADINGS, *[[*told, f"นายเอก คนที่{number}"] for number in range(LARGE + 1)]])


def led_to(person, progress):
    """Where the page of the work leads when that has ended: the address, and the page."""
    assert progress.endswith("/progress/")

    def ended():
        status, address, page = person.get(progress)
        assert status == 200
        return (address, page) if address != progress or "sheet-refused" in page else None

    return wait_until(ended)


def previewed(person, data):
    """The address of the preview of an upload, once it is worked out, and its promise."""
    address, page = led_to(person, person.upload(ADMIN, data))
    return address, promise_in(page)


def process_of(step):
    """The key of the process that takes a step of the work on an import."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"work_on_import" in command and step.encode() in command:
            return int(folder.name)
    return None


def test_a_large_file_goes_from_upload_to_result_and_is_undone(portal, person):
    address, promise = previewed(person, sheet(2569))
    assert portal.rows(WINNERS) == [(0,)]

    result, page = led_to(person, person.post(address, promise=promise)[1])

    assert (result, portal.rows(WINNERS)) == (f"{address}result/", [(LARGE + 1,)])
    undo = f"{RECORDS}{address.split('/')[-2]}/undo/"
    assert f'href="{undo}"' in page
    record, page = led_to(person, person.post(undo)[1])
    assert (record, portal.rows(WINNERS)) == (undo.replace("undo", "change"), [(0,)])
    assert "Page 1 of" in page


def test_a_preview_is_kept_until_it_is_asked_for_anew_or_something_else_is_decided(person):
    address, promise = previewed(person, sheet(2574))

    assert promise_in(person.get(address)[2]) == promise
    assert person.get(f"{address}?show=new&page=51")[2].count("<td>5002</td>") == 1
    assert person.get(f"{address}?anew=1")[1].endswith("/progress/")
    assert led_to(person, person.get(address)[1])[0] == address
    assert person.post(address, **{"leave-out": "1"})[1].endswith("/progress/")


def test_a_second_click_leads_to_the_same_work(portal, person):
    address, promise = previewed(person, sheet(2570))
    before = portal.rows(WINNERS)[0][0]

    first, second = (person.post(address, promise=promise)[1] for _click in range(2))

    assert first == second
    assert led_to(person, first)[0] == f"{address}result/"
    assert portal.rows(WINNERS) == [(before + LARGE + 1,)]


def test_work_that_was_killed_is_noticed_and_can_be_started_again(portal, person):
    address, promise = previewed(person, sheet(2571))
    before = portal.rows(WINNERS)
    progress = person.post(address, promise=promise)[1]

    os.kill(wait_until(lambda: process_of("save")), signal.SIGKILL)
    refused, page = led_to(person, progress)

    assert refused == progress
    assert "The work was interrupted, and nothing of it was saved." in page
    assert portal.rows(WINNERS) == before
    promise = promise_in(person.get(address)[2])
    assert led_to(person, person.post(address, promise=promise)[1])[0] == f"{address}result/"


def test_why_work_was_refused_is_said_and_the_preview_is_worked_out_anew(portal, person):
    address, promise = previewed(person, sheet(2572))
    portal.python("-c", OTHERS_MAKE_THE_CEREMONY)

    refused, page = led_to(person, person.post(address, promise=promise)[1])

    assert "The portal has changed since this preview. Nothing was saved" in page
    assert refused.endswith("/progress/")
    address, page = led_to(person, person.get(address)[1])
    assert promise_in(page) not in (None, promise)


def test_the_page_of_somebody_elses_upload_is_not_there(person):
    progress = person.upload(ADMIN, sheet(2573))

    assert Person(person.server, "second").get(progress)[0] == 404

"""Run on an installation: confirms an import again and again, killed each time; prints what was left."""

import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from django.db import connections, transaction  # noqa: E402

from awards.models import Category, Ceremony, Winner  # noqa: E402
from awards.sheets.winners import WinnerResource  # noqa: E402
from awardsportal.audit.models import Event  # noqa: E402
from awardsportal.spreadsheets.importing import confirm, preview  # noqa: E402
from awardsportal.spreadsheets.models import SpreadsheetImport  # noqa: E402
from awardsportal.spreadsheets.undoing import undo  # noqa: E402
from tests.factories import make_agency, make_award, make_user  # noqa: E402
from tests.spreadsheets.imports import dump, upload  # noqa: E402


def sheet(count):
    """Rows that make a ceremony, its category and their winners."""
    make_award(code="dg")
    names = [make_agency(f"กรมที่ลอง {number}").name_th for number in range(count)]
    headings = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน"]
    return [headings, *[[2569, "ธรรมาภิบาลข้อมูล", "dg", "กรม", name] for name in names]]


def state(record):
    """What there is of an import: rows, their histories, its log and whether it is confirmed."""
    with transaction.atomic():
        # On PostgreSQL the server may still be busy for somebody who was killed.
        record = SpreadsheetImport.objects.select_for_update().get(pk=record.pk)
        return [
            *(model.objects.count() for model in (Ceremony, Category, Winner)),
            *(
                model.history.filter(spreadsheet_import=record).count()
                for model in (Ceremony, Category, Winner)
            ),
            Event.objects.filter(key=str(record.pk)).count(),
            record.confirmed_at is not None,
        ]


def confirm_in_a_process(record, user, promise):
    """The key of a process that confirms the import."""
    connections.close_all()
    if process := os.fork():
        return process
    confirm(record, WinnerResource, by=user, promise=promise)
    os._exit(0)


def main(rounds, count):
    """Confirm whole once, which tells how long it takes; then kill at moments all along that time."""
    user, rows = make_user(), sheet(count)
    untouched, states = dump(), []
    whole, took = None, 0.0
    for number in range(rounds + 1):
        record = upload(WinnerResource, rows, by=user)
        promise = preview(record, WinnerResource).outcome.promise
        started = time.monotonic()
        process = confirm_in_a_process(record, user, promise)
        if whole:
            time.sleep(took * (number - random.random()) / rounds)  # noqa: S311
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        took = took or time.monotonic() - started
        states.append(state(record))
        whole = whole or states[-1]
        confirm(record, WinnerResource, by=user, promise=promise)
        states.append(state(record))
        undo(record, by=user)
        assert dump() == untouched
    json.dump({"whole": whole, "killed": states[2::2], "afterwards": states[3::2]}, sys.stdout)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Real people on a real server, at the same moment: every row once, and never an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.installation import Person, promise_in
from tests.spreadsheets.files import make_csv

ADMIN = "/en/admin/awards/winner/"
HEADINGS = ["ปี พ.ศ.", "ประเภทรางวัล", "รางวัล", "ระดับ", "หน่วยงาน"]
AGENCIES = 20
ROUNDS = 20


@pytest.fixture
def people(server):
    return Person(server, "first"), Person(server, "second")


def sheet(year):
    told = [year, "ธรรมาภิบาลข้อมูล", "dg", "กรม"]
    return make_csv([HEADINGS, *[[*told, f"กรมที่ลอง {n:02}"] for n in range(AGENCIES)]])


def at_once(*actions):
    """What the actions return that are done at the same moment."""
    barrier = Barrier(len(actions))

    def act(action):
        barrier.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(act, actions))


def confirm_at_once(people, year):
    """Both upload and see the sheet of a year; then the first clicks twice, and the second once."""
    clicks = []
    for person in people:
        address = person.upload(ADMIN, sheet(year))
        promise = promise_in(person.get(address)[2])
        clicks.append(
            lambda person=person, address=address, promise=promise: person.post(address, promise=promise)
        )
    return at_once(clicks[0], clicks[0], clicks[1])


def test_two_people_and_a_double_click_save_every_row_once(portal, people):
    answers = [confirm_at_once(people, 2570 + number) for number in range(ROUNDS)]

    assert {status for answer in answers for status, _address, _page in answer} == {200}
    assert portal.rows(
        "SELECT count(*), count(DISTINCT (category_id * 1000 + agency_id)) FROM awards_winner"
    ) == [(ROUNDS * AGENCIES, ROUNDS * AGENCIES)]
    made = "SELECT count(*) FROM awards_{} WHERE history_type = '+'"
    assert [portal.rows(made.format(f"historical{name}")) for name in ("ceremony", "category", "winner")] == [
        [(ROUNDS,)],
        [(ROUNDS,)],
        [(ROUNDS * AGENCIES,)],
    ]
    confirmed = "SELECT count(*) FROM spreadsheets_spreadsheetimport WHERE confirmed_at IS NOT NULL"
    assert portal.rows(confirmed) == [(ROUNDS,)]
    for first, again, _second in answers:
        assert first[1] == again[1]


def test_two_people_and_a_double_click_undo_every_row_once(portal, people):
    confirm_at_once(people, 2595)
    ((record, before),) = portal.rows(
        "SELECT max(id), (SELECT count(*) FROM awards_historicalwinner WHERE history_type = '-') "
        "FROM spreadsheets_spreadsheetimport WHERE confirmed_at IS NOT NULL"
    )
    address = f"/en/admin/spreadsheets/spreadsheetimport/{record}/undo/"

    first, second = (lambda person=person: person.post(address) for person in people)
    answers = at_once(first, first, second)

    assert [status for status, _address, _page in answers] == [200, 200, 200]
    assert portal.rows("SELECT count(*) FROM awards_ceremony WHERE year = 2052") == [(0,)]
    gone = "SELECT count(*) FROM awards_historicalwinner WHERE history_type = '-'"
    assert portal.rows(gone) == [(before + AGENCIES,)]

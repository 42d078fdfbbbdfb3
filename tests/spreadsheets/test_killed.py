"""A process that is killed leaves the database as before or as after, and the work can be done again."""

import json

import pytest

from tests.spreadsheets.installation import Installation

ROUNDS, ROWS = 20, 300


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("portal"))


def test_a_confirm_killed_at_any_moment_is_not_begun_or_done(portal):
    left = json.loads(portal.run("tests.spreadsheets.killing", str(ROUNDS), str(ROWS)))

    whole = [1, 1, ROWS, 1, 1, ROWS, 1, True]
    assert left["whole"] == whole
    assert len(left["killed"]) == ROUNDS
    assert {tuple(state) for state in left["killed"]} <= {tuple(whole), (0, 0, 0, 0, 0, 0, 0, False)}
    assert left["afterwards"] == [whole] * ROUNDS

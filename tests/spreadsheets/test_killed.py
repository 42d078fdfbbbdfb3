"""A process that is killed leaves the database as before or as after, and the work can be done again."""

import json

from tests.installation import Installation

ROUNDS, ROWS = 20, 300


def test_a_confirm_killed_at_any_moment_is_not_begun_or_done(tmp_path):
    left = json.loads(Installation(tmp_path).run("tests.spreadsheets.killing", str(ROUNDS), str(ROWS)))

    whole = [1, 1, ROWS, 1, 1, ROWS, 1, True]
    assert left["whole"] == whole
    assert len(left["killed"]) == ROUNDS
    assert {tuple(state) for state in left["killed"]} <= {tuple(whole), (0, 0, 0, 0, 0, 0, 0, False)}
    assert left["afterwards"] == [whole] * ROUNDS

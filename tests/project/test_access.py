"""Who may see and do what, view by view, as access.txt says."""

import difflib
from pathlib import Path

import pytest

from tests.project import access
from tests.project.routes import all_views

WRITTEN = Path(__file__).with_name("access.txt")


def written():
    """The lines of the table that say something."""
    lines = WRITTEN.read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.django_db
def test_every_view_answers_everybody_as_the_table_says():
    now = access.table(access.World())

    if differing := list(difflib.unified_diff(written(), now, WRITTEN.name, "the portal", n=0, lineterm="")):
        pytest.fail("\n".join(differing), pytrace=False)


def test_every_view_has_a_name_of_its_own():
    views = all_views()

    assert sorted(views) == sorted(set(views))

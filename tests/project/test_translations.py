"""Every text that a person sees exists in Thai, and what is compiled is what is written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("agencies", "awards", "awardsportal", "templates")
CATALOGUES = sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("th/LC_MESSAGES/django.po"))


def name(path):
    return path.relative_to(ROOT).parts[-5] + "/" + path.relative_to(ROOT).parts[-4]


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_every_text_is_translated(path):
    catalogue = polib.pofile(str(path))

    assert [e.msgid for e in catalogue if not e.translated() or e.fuzzy or e.obsolete] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_the_compiled_catalogue_is_the_written_one(path):
    def texts(catalogue):
        return {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in catalogue}

    compiled = polib.mofile(str(path.with_suffix(".mo")))

    assert texts(compiled) == texts(polib.pofile(str(path)))


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_a_translation_keeps_its_placeholders(path):
    def placeholders(text):
        return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))

    wrong = [
        e.msgid
        for e in polib.pofile(str(path))
        if not e.msgid_plural and placeholders(e.msgid) != placeholders(e.msgstr)
    ]

    assert wrong == []


def test_the_catalogues_hold_every_text_of_the_source(tmp_path):
    if not shutil.which("xgettext"):
        missing = "gettext not found: install it with `apt-get install gettext`"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "th", "--no-obsolete"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "var")},
        capture_output=True,
        check=True,
    )
    new = {
        e.msgid
        for folder in SOURCES
        for path in (tmp_path / folder).rglob("locale/th/LC_MESSAGES/django.po")
        for e in polib.pofile(str(path))
    }
    old = {e.msgid for path in CATALOGUES if path.parts[-4] == "locale" for e in polib.pofile(str(path))}

    assert (sorted(new - old), sorted(old - new)) == ([], [])

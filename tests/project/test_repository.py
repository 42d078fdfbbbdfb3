"""What may not be in the repository."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns):
    """The tracked files that match any of the patterns."""
    command = ["git", "ls-files", *patterns]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return [ROOT / name for name in done.stdout.split()]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_files_hold_hashes_and_no_addresses(name):
    text = (ROOT / name).read_text()

    assert "--hash=sha256:" in text
    assert "://" not in text


def test_no_template_holds_inline_style_script_or_handlers():
    wrong = [
        (path.name, mark)
        for path in tracked("templates/*.html")
        for mark in ("style=", "<style", "<script>", "onclick=", "onchange=", "onload=", "onsubmit=")
        if mark in path.read_text()
    ]

    assert wrong == []


def test_no_file_of_the_settings_holds_a_secret_key():
    assert tracked(".env", "var/*") == []

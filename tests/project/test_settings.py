"""How the portal starts: safely with nothing set, and not at all in production without its secrets."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(tmp_path, *command, **environment):
    """Run a management command with just this environment."""
    return subprocess.run(  # noqa: S603 - our own manage.py
        [sys.executable, "manage.py", *(command or ["check"])],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(tmp_path, name, **environment):
    """What a setting is with just this environment."""
    code = f"from django.conf import settings; print(settings.{name})"
    return start(tmp_path, "shell", "-v0", "-c", code, **environment).stdout.strip()


def test_with_nothing_set_it_runs_for_this_machine_alone(tmp_path):
    assert start(tmp_path).returncode == 0
    assert setting(tmp_path, "DEBUG") == "False"
    assert setting(tmp_path, "ALLOWED_HOSTS") == "['localhost', '127.0.0.1', '[::1]']"


def test_the_secret_key_of_a_machine_of_ones_own_is_made_once_and_kept_from_others(tmp_path):
    first, second = setting(tmp_path, "SECRET_KEY"), setting(tmp_path, "SECRET_KEY")

    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "environment",
    [
        {"DEBUG": "no"},
        {"ALLOWED_HOSTS": "awards.example.go.th"},
        {"DATABASE_URL": "postgres://awards@localhost/awards"},
        {"HTTPS": "yes"},
    ],
    ids=lambda environment: next(iter(environment)),
)
def test_production_does_not_start_without_its_secret_key(tmp_path, environment):
    done = start(tmp_path, **environment)

    assert done.returncode != 0
    assert "SECRET_KEY is not set. Put a long random text into it" in done.stderr


def test_production_does_not_start_without_its_hosts(tmp_path):
    done = start(tmp_path, SECRET_KEY="x" * 60)

    assert done.returncode != 0
    assert "ALLOWED_HOSTS is not set. Name the hosts" in done.stderr


def test_a_flag_that_is_neither_yes_nor_no_stops_the_start(tmp_path):
    assert "DEBUG='maybe' is neither yes nor no" in start(tmp_path, DEBUG="maybe").stderr


def test_a_number_of_proxies_that_is_none_stops_the_start(tmp_path):
    assert "PROXIES='two' is not a whole number" in start(tmp_path, PROXIES="two").stderr


def test_production_settings_pass_every_check_of_a_deployment(tmp_path):
    done = start(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SECRET_KEY="k3-" + "aB9_" * 15,
        ALLOWED_HOSTS="awards.example.go.th",
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_every_setting_read_from_the_environment_is_explained_in_the_example():
    read = set(
        re.findall(
            r'environment\.(?:text|words|flag|whole|required)\(\s*"(\w+)"',
            (ROOT / "awardsportal/settings.py").read_text(),
        )
    )
    explained = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert read == explained

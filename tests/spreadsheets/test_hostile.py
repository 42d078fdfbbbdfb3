"""No file costs more than 300 MB or 10 s, be it as large as allowed or out to cost more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.spreadsheets.corpus.heavy import COLUMNS, HOSTILE, LEGAL, ROWS

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES, SECONDS = 300, 10
# How long a loop took where the figures were measured; on a slower machine all takes longer.
YARDSTICK = 0.11

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="needs no database, and runs with the other"),
]

READER = f"""
import json, re, resource, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from awardsportal.spreadsheets.limits import UnreadableFile
from awardsportal.spreadsheets.reading import read_table

data = open(sys.argv[1], "rb").read()
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
started = time.process_time()
for _turn in range(5_000_000):
    pass
turned = time.process_time()
try:
    outcome = len(read_table(data, known={COLUMNS!r}.__contains__).rows)
except UnreadableFile as refusal:
    outcome = str(refusal)
took = time.process_time() - turned
peak = int(re.search("VmHWM:\\\\s*([0-9]+)", open("/proc/self/status").read())[1]) // 1024
print(json.dumps([outcome, took, (turned - started) / {YARDSTICK}, peak]))
"""


def read_apart(data, folder):
    """What came of reading a file in a process of its own, with no more than a gigabyte."""
    path = folder / "upload"
    path.write_bytes(data)
    assert len(data) <= 10 * 1024 * 1024
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", READER, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    outcome, took, slowness, peak = json.loads(done.stdout)
    assert took < SECONDS * max(slowness, 1), (outcome, took, slowness)
    assert peak < MEGABYTES, (outcome, peak)
    return outcome


@pytest.mark.parametrize("name", LEGAL)
def test_the_largest_files_are_read(name, tmp_path):
    assert read_apart(LEGAL[name](), tmp_path) == ROWS - 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_out_to_cost_more_does_not(name, tmp_path):
    read_apart(HOSTILE[name](), tmp_path)

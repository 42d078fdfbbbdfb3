"""Runs a command against a throw-away PostgreSQL made of the machine's own programs.

    python tests/postgres.py COMMAND...

The command finds the server in DATABASE_URL; afterwards server and data are gone, whatever happened.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing of it outlives the command, so nothing has to reach the disk.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A quarter of the memory of a server with 8 GB, as the manual has it.
    "shared_buffers": "2GB",
    # A test that breaks a constraint on purpose is no news; a server that cannot start is.
    "log_min_messages": "fatal",
}


class PostgresMissing(Exception):
    """PostgreSQL's server is not on this machine."""


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """A running PostgreSQL, given as its address for DATABASE_URL; raises PostgresMissing."""
    programs = _folder_of_the_server()
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        initdb = "initdb --auth=trust --username=postgres --encoding=UTF8 --locale=C.UTF-8 --no-sync"
        _run(programs, home, *initdb.split(), stdout=subprocess.DEVNULL)
        options = " ".join(f"-c {name}={value}" for name, value in SERVER_OPTIONS.items())
        _run(programs, home, "pg_ctl", "start", "--silent", "--wait", f"--options={options} -k {home}")
        yield f"postgres://postgres@{quote(str(home), safe='')}/postgres"
    finally:
        if (home / "data" / "postmaster.pid").exists():
            _run(programs, home, "pg_ctl", "stop", "--silent", "--mode=immediate")
        shutil.rmtree(home)


def main(command: list[str]) -> int:
    """Runs the command on a PostgreSQL of its own and gives its exit code."""
    # Being ended from outside must stop the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with throwaway_postgres() as url:
            return subprocess.call(command, env=os.environ | _settings(url))
    except PostgresMissing as missing:
        print(f"{missing}; tests on PostgreSQL were not run.")
        return 1 if os.environ.get("CI") else 0


def _settings(url: str) -> dict[str, str]:
    # With a database named, the settings are production's and ask for the rest of its environment.
    return {"DATABASE_URL": url, "SECRET_KEY": "throw-away", "ALLOWED_HOSTS": "localhost", "HTTPS": "no"}


def _run(programs: Path, home: Path, program: str, *arguments: str, stdout: int | None = None) -> None:
    # PostgreSQL refuses to run as root.
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    command = [*user, str(programs / program), *arguments, f"--pgdata={home / 'data'}"]
    subprocess.run(command, cwd=home, stdout=stdout, check=True)


def _folder_of_the_server() -> Path:
    # Debian keeps the server's programs off the PATH, a folder for each version.
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    newest_first = sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in [*map(Path, os.get_exec_path()), *newest_first]:
        if (folder / "initdb").is_file():
            return folder
    raise PostgresMissing("PostgreSQL not found: install it with `apt-get install postgresql`")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Work on an import that takes longer than a request may: a process of its own does it, and says how far.

While it works the process holds a lock on a file beside the upload. So nobody starts it twice, and when it is
killed the lock is gone at once. The file also says how far it is: a database that is being written into may
not let anybody else write.
"""

import fcntl
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .models import SpreadsheetImport

LARGE = 5000
PREVIEW, SAVE, UNDO = "preview", "save", "undo"
LOOKS = 5
END = b"end"


def is_large(record):
    """Whether a request cannot wait for the work on an import."""
    return record.rows > LARGE


def start(record, step, *, by, options=()):
    """Start a step of the work on an import, unless somebody is at it already.

    `options` are those of the command `work_on_import`.
    """
    path = progress_file(record)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not locked(file):
            return
        file.truncate(0)
        if step != PREVIEW:
            SpreadsheetImport.objects.filter(pk=record.pk).update(saving_since=timezone.now(), refused_why="")
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_on_import"]
        # By its file, which no record of another database has.
        about = [step, record.file.name, "--by", str(by.pk), "--language", get_language()]
        # The lock is held for as long as the process lives that has the open file.
        process = subprocess.Popen(  # noqa: S603
            [*manage, *about, *options],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=[file.fileno()],
        )
    # Somebody has to take note of its end.
    Thread(target=process.wait, daemon=True).start()


def locked(file):
    """Lock the file, or tell that somebody else works under its lock."""
    for _look in range(LOOKS):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            # Whoever looks whether somebody is at it holds the lock for a moment.
            time.sleep(0.02)
    return False


def is_running(record):
    """Whether somebody works on the import at this moment."""
    path = progress_file(record)
    if not path.exists():
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def percent(record):
    """How much of the work is done, in percent."""
    told = progress_file(record).read_bytes()
    return int(told) if told.strip().isdigit() else 0


def has_died(record):
    """Whether the process that worked on the import is gone without having come to its end."""
    path = progress_file(record)
    return path.exists() and not is_running(record) and path.read_bytes() != END


def note_death(record):
    """Note that the work has died, of which nothing is saved."""
    progress_file(record).write_bytes(END)
    record.saving_since = None
    record.refused_why = _("The work was interrupted, and nothing of it was saved. You can start it again.")
    record.save(update_fields=["saving_since", "refused_why"])


def progress_file(record):
    """Where the progress of the work on an import is kept."""
    return Path(f"{record.file.path}.progress")


class Progress:
    """Writes down how much of the work is done, each hundredth; what calls it may tell of a `share` only."""

    def __init__(self, record, *, share=1):
        self.path, self.share, self.told = progress_file(record), share, -1
        self.path.touch()

    def __call__(self, done, total):
        """Tell how much is done."""
        percent = int(min(100, 100 * done / max(total, 1) / self.share))
        if percent > self.told:
            self.told = percent
            # Never empty in between: three letters over three.
            with self.path.open("r+b", buffering=0) as file:
                file.write(b"%3d" % percent)

    def end(self):
        """Tell that the work has come to its end, whatever that was."""
        self.path.write_bytes(END)

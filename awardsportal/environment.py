"""Reading the process's environment for settings.py; every name read here is listed in .env.example."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding blanks, or the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """The comma-separated values of a variable."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """A yes-or-no variable; raises ImproperlyConfigured for anything that is neither."""
    value = text(name).lower()
    if not value:
        return default
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Write {name}=yes or {name}=no.")
    return value in YES


def whole(name: str, *, default: int) -> int:
    """A whole-number variable; raises ImproperlyConfigured for anything else."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number. Write {name}={default}.")
    return int(value)


def required(name: str, cure: str) -> str:
    """A variable without which production must not start; raises ImproperlyConfigured with the cure."""
    if not text(name):
        raise ImproperlyConfigured(f"{name} is not set. {cure}")
    return text(name)


def kept_secret(path: Path) -> str:
    """The secret of a machine of one's own: made on first use, kept in a file that only its owner reads."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Only its owner may read what mkstemp makes, and linking shows the file to others when it is whole.
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        Path(draft).unlink()
    return path.read_text()

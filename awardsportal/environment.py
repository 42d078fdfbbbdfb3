"""Reading the process's environment for settings.py; every name read here is listed in .env.example."""

import os
import secrets
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
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()

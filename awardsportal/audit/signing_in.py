"""Noting who signs in, and who fails to."""

from awardsportal.audit.log import record
from awardsportal.audit.models import What

LONGEST_NAME = 150


def note_sign_in(user, **kwargs):
    """Note that somebody signed in."""
    record(What.SIGNED_IN, by=user, about=user)


def note_failure(credentials, request=None, **kwargs):
    """Note that somebody failed to sign in, under which name, and whether for having failed too often."""
    name = str(credentials.get("username") or "")[:LONGEST_NAME]
    record(What.SIGN_IN_FAILED, who=name, locked_out=getattr(request, "axes_locked_out", False))

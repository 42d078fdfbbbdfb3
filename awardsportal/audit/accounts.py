"""Noting who signs in, who fails to, and what is changed about accounts."""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.db import transaction

from awardsportal.audit.log import record
from awardsportal.audit.models import What

LONGEST_NAME = 150
# What an account may do, of which the log keeps the values; of all else about a person only that it changed.
RIGHTS = ("is_active", "is_staff", "is_superuser", "groups")


def note_sign_in(user, **kwargs):
    """Note that somebody signed in."""
    record(What.SIGNED_IN, by=user, about=user)


def note_failure(credentials, request=None, **kwargs):
    """Note that somebody failed to sign in, under which name, and whether for having failed too often."""
    name = str(credentials.get("username") or "")[:LONGEST_NAME]
    record(What.SIGN_IN_FAILED, who=name, locked_out=getattr(request, "axes_locked_out", False))


def note_account(form, *, by, is_new=False):
    """Note what a form changed about an account: of its rights the values, of all else only that it did."""
    rights = {
        name: [told(form.initial.get(name)), told(form.cleaned_data[name])]
        for name in form.changed_data
        if name in RIGHTS
    }
    # The boxes for a password have names of their own.
    others = {"password" if "password" in name else name for name in form.changed_data} - set(RIGHTS)
    if rights or others:
        details = {"new": is_new, "fields": sorted(others), "rights": rights}
        record(What.ACCOUNT_CHANGED, by=by, about=form.instance, **details)


def told(right):
    """What a right is, as the log keeps it: yes or no, or the names of the roles."""
    return right if isinstance(right, bool) else sorted(map(str, right))


@contextmanager
def noting_password(account, *, by):
    """Note that an account has another password afterwards."""
    stored = get_user_model().objects.filter(pk=account.pk).values_list("password", flat=True)
    with transaction.atomic():
        before = stored.get()
        yield
        if stored.get() != before:
            record(What.ACCOUNT_CHANGED, by=by, about=account, fields=["password"])

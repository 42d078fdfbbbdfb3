"""`manage.py demo`: the real editions and accounts to try the portal with, on a machine of one's own."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from simple_history.models import registered_models

from agencies.models import Agency
from awards.models import Ceremony, Winner
from awards.roles import ADMINISTRATOR, APPROVER, DATA_ENTRY

# In this order: each file names rows of those before it.
FIXTURES = [
    "provinces",
    "agencies",
    "agency_names",
    "successions",
    "awards",
    "ceremonies",
    "categories",
    "winners",
    "survey-2020",
]
ACCOUNTS = {"entry": DATA_ENTRY, "approver": APPROVER, "administrator": ADMINISTRATOR}


class Command(BaseCommand):
    """Fill an empty portal; one that holds anything keeps it as it is."""

    help = "Loads the real editions and makes three staff accounts, where there are none yet."

    def handle(self, **options):
        """Load, make the accounts, and print how to sign in."""
        if settings.PRODUCTION:
            raise CommandError(
                "The demo is for a machine of one's own; this portal is set up for production."
            )
        with transaction.atomic():
            if not (Agency.objects.exists() or Ceremony.objects.exists()):
                load_editions()
                self.stdout.write(
                    f"Loaded {Ceremony.objects.count()} ceremonies, {Winner.objects.count()} winners "
                    f"and {Agency.objects.count()} agencies."
                )
            if not get_user_model().objects.filter(username__in=ACCOUNTS).exists():
                keep(make_accounts())
        self.stdout.write(how_to_sign_in())


def load_editions():
    """Load the fixtures, and give each row the first record of its history."""
    call_command("loaddata", *FIXTURES, verbosity=0)
    for model in registered_models.values():
        if model._meta.app_label in {"agencies", "awards"}:
            model.history.bulk_history_create(model._default_manager.all())


def make_accounts():
    """Make an account for each role and return their random passwords by user name."""
    passwords = {username: secrets.token_urlsafe(12) for username in ACCOUNTS}
    for username, role in ACCOUNTS.items():
        user = get_user_model().objects.create_user(username, password=passwords[username], is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    return passwords


def keep(passwords):
    """Write the passwords where only the owner of the machine's account reads them."""
    file = accounts_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text("".join(f"{username:<15}{password}\n" for username, password in passwords.items()))


def how_to_sign_in():
    """What to tell whoever started the demo about its accounts."""
    file = accounts_file()
    if not file.exists():
        return "The demo's passwords are not kept here; set one with: manage.py changepassword entry"
    return f"Sign in at /admin/ with one of these (kept in {file}):\n{file.read_text()}"


def accounts_file():
    """Where the passwords are kept, as they were when the accounts were made."""
    return Path(settings.DATA_DIR) / "demo-accounts.txt"

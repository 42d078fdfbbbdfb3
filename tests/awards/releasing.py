"""Run on an installation: makes a ceremony full of canaries, or with "release" lets it out in a moment.

Prints what readers ask for: what is hidden before, each with an address there that never is anything;
what changes, and what stays the same. Or the moment of the release.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from awards.models import Attachment, Award, Ceremony, Photo, State, Winner  # noqa: E402
from tests.factories import (  # noqa: E402
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_winner,
)
from tests.project.canaries import WORD, Bundle  # noqa: E402

SOON = timedelta(seconds=1.5)


def make():
    """Make a released ceremony, and one that is not."""
    known, silent, award = make_agency(code="known"), make_agency(code="silent"), make_award(code="known")
    released = make_ceremony(2020, release_at=timezone.now())
    make_winner(make_category(released, award=award), agency=known, ref="known222")
    rows = Bundle(2024, known=known, silent=silent, award=award).rows
    photo, document = rows[Photo][0], rows[Attachment][0]
    pages = [each.get_absolute_url() for model in (Ceremony, Award, Winner) for each in rows[model]]
    lists = [
        "",
        "ceremonies/",
        "awards/",
        "awards/known/",
        "agencies/known/",
        "agencies/silent/",
        "corrections/",
        "winners/known222/",
    ]
    files = [*(photo.address(width) for width in photo.widths()), document.get_absolute_url()]
    found = ["canary", "canary&year=2024", "&agency=silent", "&award=known"]
    hidden = [*in_both_languages(*pages, "/agencies/silent/badge.svg"), *files]
    return {
        "hidden": {address: WORD.sub("never", address.replace("silent", "never")) for address in hidden},
        "changing": [
            *in_both_languages(*(f"/{each}" for each in lists), *(f"/search/?q={each}" for each in found)),
            *in_both_languages("/corrections.json", "/corrections/feed/", "/agencies/known/badge.svg"),
        ],
        "same": in_both_languages("/preview/never/", "/nothing/", "/ceremonies/2024"),
    }


def release():
    """Approve the ceremony for a moment so close that readers are at it already."""
    release_at = timezone.now() + SOON
    Ceremony.objects.exclude(year=2020).update(state=State.APPROVED, release_at=release_at)
    return release_at.timestamp()


def in_both_languages(*addresses):
    return [*addresses, *(f"/en{address}" for address in addresses)]


print(json.dumps(release() if sys.argv[1:] else make()))  # noqa: T201

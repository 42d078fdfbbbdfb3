"""The states in which nothing of a ceremony may be changed, each with what is said of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import YESTERDAY


def facts(state):
    """What a ceremony is made with, or updated to, to be in the state."""
    if state == "in review":
        return {"state": "IN_REVIEW"}
    to_come = timezone.now() + timedelta(days=1)
    return {"state": "APPROVED", "release_at": to_come if state == "approved" else YESTERDAY}


REASONS = {
    "in review": "is being reviewed and cannot be edited. Send it back to draft first.",
    "approved": "is approved and can no longer be edited. An approver can send it back to draft.",
    "released": "is approved and can no longer be edited. Corrections are made in the open.",
}
in_each_frozen_state = pytest.mark.parametrize(("state", "reason"), REASONS.items())

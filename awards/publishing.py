"""What may be changed about a ceremony, and what makes it public."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Frozen(ValidationError):
    """A change to a ceremony that was approved."""

    def __init__(self, ceremony):
        super().__init__(
            _("%(ceremony)s is approved and can no longer be edited. Corrections are made in the open."),
            code="frozen",
            params={"ceremony": ceremony},
        )


def refuse_if_frozen(ceremony):
    """Raise Frozen when the ceremony's facts may no longer be edited."""
    if ceremony.is_frozen:
        raise Frozen(ceremony)

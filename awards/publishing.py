"""What may be changed about a ceremony, and what makes it public."""

from django.utils.translation import gettext as _


def why_frozen(ceremony):
    """Why the facts of the ceremony may no longer be edited, in words; empty while they may."""
    if not ceremony.is_frozen:
        return ""
    message = _("%(ceremony)s is approved and can no longer be edited. Corrections are made in the open.")
    return message % {"ceremony": ceremony}

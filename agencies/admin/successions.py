"""What an agency came from and became, on its page in the admin."""

from django.utils.translation import gettext_lazy as _

from agencies.models import Succession
from awardsportal.staff.model_admin import PortalTabularInline


class SuccessionInline(PortalTabularInline):
    """What became of an agency."""

    model = Succession
    fk_name = "predecessor"
    fields = ["how", "successor", "took_effect_on"]
    autocomplete_fields = ["successor"]
    verbose_name_plural = _("what became of it")


class PrecessionInline(PortalTabularInline):
    """What an agency came from."""

    model = Succession
    fk_name = "successor"
    fields = ["how", "predecessor", "took_effect_on"]
    autocomplete_fields = ["predecessor"]
    verbose_name_plural = _("what it came from")

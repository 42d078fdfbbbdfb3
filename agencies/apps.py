from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Who can win: agencies, their names then and now, and what became of them."""

    name = "agencies"
    verbose_name = _("Agencies")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpreadsheetsConfig(AppConfig):
    """Spreadsheets: from bytes to a table, a preview, and rows that are saved. Knows nothing of awards."""

    name = "awardsportal.spreadsheets"
    verbose_name = _("Spreadsheets")

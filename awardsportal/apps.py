from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core import checks
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from awardsportal.thai.collation import BY_CODE, THAI, compare, compare_codes
from awardsportal.trigrams import check_thai_is_text


class PortalConfig(AppConfig):
    """The site, and the ground that both apps stand on."""

    name = "awardsportal"
    verbose_name = _("Awards portal")

    def ready(self):
        """Teach each SQLite connection the collations of PostgreSQL, and ask that for its letters."""
        connection_created.connect(add_collations)
        checks.register(check_thai_is_text, checks.Tags.database)


class PortalAdminConfig(admin_apps.AdminConfig):
    """The admin with the portal's own start page."""

    default = False
    default_site = "awardsportal.staff.site.PortalAdminSite"


def add_collations(connection, **kwargs):
    """Register the collations under PostgreSQL's names for them."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(THAI, compare)
        connection.connection.create_collation(BY_CODE, compare_codes)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The log of who did and saw what."""

    name = "awardsportal.audit"
    label = "audit"
    verbose_name = _("Audit log")

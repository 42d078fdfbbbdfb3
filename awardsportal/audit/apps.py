from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The log of who did and saw what."""

    name = "awardsportal.audit"
    label = "audit"
    verbose_name = _("Audit log")

    def ready(self):
        """Note who signs in, and who fails to."""
        # Imported first, so that it has counted a failure before we ask whether it locks out.
        import axes.signals  # noqa: F401
        from django.contrib.auth.signals import user_logged_in, user_login_failed

        from awardsportal.audit.accounts import note_failure, note_sign_in

        user_logged_in.connect(note_sign_in)
        user_login_failed.connect(note_failure)

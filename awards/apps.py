from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    """Ceremonies, awards, winners and the survey behind them."""

    name = "awards"
    verbose_name = _("Awards")

    def ready(self):
        """Keep the staff roles in step with awards/roles.py, and frozen ceremonies as they are."""
        from awards.publishing import frozen_rows
        from awards.roles import keep_groups_in_step
        from awardsportal.spreadsheets import plans

        post_migrate.connect(keep_groups_in_step, sender=self)
        plans.guards.append(frozen_rows)

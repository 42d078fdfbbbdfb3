"""What a ceremony goes through before its release: accepted problems, and previews for the press."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.ceremonies import Ceremony, State
from awardsportal import clock
from awardsportal.fields import CleanCharField, CleanTextField


class Acceptance(models.Model):
    """A problem of a ceremony that somebody accepted as it is, and why."""

    ceremony = models.ForeignKey(
        Ceremony, on_delete=models.CASCADE, related_name="acceptances", verbose_name=_("ceremony")
    )
    # Another one as soon as the problem is another: what was accepted was this, and not what it became.
    problem = models.CharField(_("problem"), max_length=64)
    text = models.TextField(_("what was accepted"))
    reason = CleanTextField(_("reason"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("accepted by")
    )
    accepted_at = models.DateTimeField(_("accepted at"), default=timezone.now)

    class Meta:
        ordering = ["accepted_at", "pk"]
        verbose_name = _("accepted problem")
        verbose_name_plural = _("accepted problems")
        constraints = [
            models.UniqueConstraint(
                fields=["ceremony", "problem"],
                name="acceptance_once",
                violation_error_message=_("This was accepted already."),
            )
        ]

    def __str__(self):
        return self.text


def new_token():
    """A fresh secret, part of an address that cannot be guessed."""
    return secrets.token_urlsafe(24)


class PreviewLinkQuerySet(models.QuerySet):
    """Preview links."""

    def working(self, at=None):
        """Those of an approved ceremony that are neither revoked nor expired.

        One that lasted until the release goes on working: it leads to what is public by then.
        """
        at = at or clock.now()
        lasted = Q(ceremony__release_at__lte=at, expires_at__gte=F("ceremony__release_at"))
        approved = self.filter(revoked_at__isnull=True, ceremony__state=State.APPROVED)
        return approved.filter(Q(expires_at__gt=at) | lasted)


class PreviewLink(models.Model):
    """A named and revocable way for the press to read an approved ceremony before its release."""

    ceremony = models.ForeignKey(
        Ceremony, on_delete=models.CASCADE, related_name="preview_links", verbose_name=_("ceremony")
    )
    name = CleanCharField(
        _("for whom"),
        max_length=200,
        help_text=_("The person and the medium."),
    )
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    expires_at = models.DateTimeField(_("expires at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_by__isnull=False),
                name="preview_link_revoked_by_somebody",
                violation_error_message=_("Somebody revokes a link."),
            )
        ]

    def __str__(self):
        return self.name

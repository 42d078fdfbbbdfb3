"""Duplicates that were merged, and what it takes to undo that."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models.agencies import Agency


class Merge(models.Model):
    """That a duplicate was merged into another agency: who did it, and all that it takes to undo it."""

    gone = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("duplicate"))
    kept = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("kept"))
    # The keys of the rows that moved, by the foreign key that changed: {"awards.Winner.agency": [7, 9]}.
    moved = models.JSONField(_("what moved"), default=dict, blank=True)
    # The names of the fields of the kept one that were empty.
    filled = models.JSONField(_("what was filled in"), default=list, blank=True)
    # The keys of the other names that the kept one was given for the duplicate's own.
    learnt = models.JSONField(_("names added"), default=list, blank=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("merged by"),
    )
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("merge undone by"),
    )
    undone_at = models.DateTimeField(_("merge undone at"), null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merged duplicate")
        verbose_name_plural = _("merged duplicates")
        constraints = [
            models.CheckConstraint(
                condition=~Q(gone=F("kept")),
                name="merge_of_two",
                violation_error_message=_("An agency cannot be merged into itself."),
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="merge_once",
                violation_error_message=_("This duplicate is already merged."),
            ),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"


class DistinctPair(models.Model):
    """Two agencies with names alike that somebody looked at and found not to be duplicates."""

    first = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", verbose_name=_("agency"))
    second = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", verbose_name=_("agency"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        ordering = ["first", "second"]
        verbose_name = _("pair that is not a duplicate")
        verbose_name_plural = _("pairs that are not duplicates")
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="distinct_pair_in_order",
                violation_error_message=_("The pair is stored with its older row first."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="distinct_pair_once",
                violation_error_message=_("This pair was decided already."),
            ),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"

"""Pictures and documents of ceremonies and winners; private until their ceremony is released."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.ceremonies import Ceremony
from awards.models.winners import Winner
from awardsportal.fields import CleanCharField
from awardsportal.history import history
from awardsportal.limits import small_number


class MediaQuerySet(models.QuerySet):
    """Photos or attachments."""

    def published(self, at=None):
        """Those the public may see: of a released ceremony, or of a winner there."""
        released = Ceremony.objects.published(at)
        return self.filter(Q(ceremony__in=released) | Q(winner__category__ceremony__in=released))


class Medium(models.Model):
    """What photos and attachments have in common."""

    ceremony = models.ForeignKey(
        Ceremony,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("ceremony"),
    )
    winner = models.ForeignKey(
        Winner,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("winner"),
    )
    caption_th = CleanCharField(_("caption in Thai"), max_length=300, blank=True)
    caption_en = CleanCharField(_("caption in English"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    objects = MediaQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ceremony__isnull=True) ^ Q(winner__isnull=True),
                name="%(class)s_of_one_thing",
                violation_error_message=_("It belongs to a ceremony or to a winner, not both."),
            ),
            small_number("order", name="%(class)s_order_possible", lowest=0),
        ]

    def __str__(self):
        return self.caption_th or f"{self._meta.verbose_name} {self.pk}"


class Photo(Medium):
    """A photo of a ceremony or a winner."""

    image = models.ImageField(_("image"), upload_to="photos/")
    alt_th = CleanCharField(
        _("description in Thai"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    alt_en = CleanCharField(_("description in English"), max_length=300, blank=True)

    history = history()

    class Meta(Medium.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")


class Attachment(Medium):
    """A document of a ceremony or a winner."""

    file = models.FileField(_("file"), upload_to="attachments/")

    history = history()

    class Meta(Medium.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

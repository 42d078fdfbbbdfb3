"""Pictures and documents of ceremonies and winners; private until their ceremony is released.

Their files lie in the private storage under names made from the key. A deleted row leaves its files where
they are, so that its history can bring it back whole.
"""

import secrets

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.ceremonies import Ceremony
from awards.models.winners import Winner
from awardsportal.fields import CleanCharField
from awardsportal.history import history
from awardsportal.limits import small_number

LONGEST_SIDE = 2560
# A photo is kept in each of these that is narrower than itself, and in its own.
WIDTHS = (480, 960, 1920)
LARGEST_FILE = 20 * 1024 * 1024
LONGEST_CAPTION = 300


def new_key():
    """A fresh name for files, which cannot be guessed."""
    return secrets.token_hex(16)


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
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    caption_th = CleanCharField(_("caption in Thai"), max_length=LONGEST_CAPTION, blank=True)
    caption_en = CleanCharField(_("caption in English"), max_length=LONGEST_CAPTION, blank=True)
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
        return self.caption_th or self.in_log()

    def in_log(self):
        """What the audit log calls it, where nothing can be changed: without words that may name a person."""
        return f"{self._meta.verbose_name} {self.pk}"


class Photo(Medium):
    """A photo of a ceremony or a winner; its files are made from what was uploaded, in several widths."""

    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    alt_th = CleanCharField(
        _("description in Thai"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    alt_en = CleanCharField(_("description in English"), max_length=300, blank=True)
    is_cover = models.BooleanField(
        _("cover"), default=False, help_text=_("Stands on top of the page. Only one photo does.")
    )

    history = history()

    class Meta(Medium.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            *Medium.Meta.constraints,
            small_number("width", name="photo_width_possible", highest=LONGEST_SIDE),
            small_number("height", name="photo_height_possible", highest=LONGEST_SIDE),
            models.UniqueConstraint(
                fields=["ceremony"], condition=Q(is_cover=True), name="one_cover_a_ceremony"
            ),
            models.UniqueConstraint(fields=["winner"], condition=Q(is_cover=True), name="one_cover_a_winner"),
        ]

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save; a cover takes the place of the one before it."""
        if self.is_cover:
            others = Photo.objects.filter(ceremony=self.ceremony, winner=self.winner, is_cover=True)
            for other in others.exclude(pk=self.pk):
                other.is_cover = False
                other.save(update_fields=["is_cover"])
        super().save(*args, **kwargs)

    def widths(self):
        """The widths in which it is kept, the narrowest first."""
        return [*(width for width in WIDTHS if width < self.width), self.width]

    def height_at(self, width):
        """How high it is in one of its widths."""
        return max(1, round(self.height * width / self.width))

    def file_name(self, width):
        """What its file in one of its widths is called in the storage, and below the home of a preview."""
        return f"photos/{self.key}/{width}.webp"

    def address(self, width):
        """Its public address in one of its widths, the same in every language."""
        return reverse("files:photo", args=[self.key, width])


class Attachment(Medium):
    """A PDF document of a ceremony or a winner."""

    size = models.PositiveIntegerField(_("size in bytes"), editable=False)

    history = history()

    class Meta(Medium.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            *Medium.Meta.constraints,
            small_number("size", name="attachment_size_possible", highest=LARGEST_FILE),
        ]

    def get_absolute_url(self):
        """Its public address, the same in every language."""
        return reverse("files:attachment", args=[self.key])

    @property
    def file_name(self):
        """What its file is called in the storage, and below the home of a preview."""
        return f"attachments/{self.key}.pdf"

"""The yearly ceremonies."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import validate_code
from awardsportal import clock
from awardsportal.fields import CleanCharField, CleanTextField, DerivedField, DerivedModel, DerivedQuerySet
from awardsportal.history import history
from awardsportal.limits import LAST_DAY, sensible_day, small_number, within
from awardsportal.thai.text import fold


class State(models.TextChoices):
    """How far a ceremony has come: only a draft is edited; approved, it is public from its release on."""

    DRAFT = "DRAFT", _("Draft")
    IN_REVIEW = "IN_REVIEW", _("In review")
    APPROVED = "APPROVED", _("Approved")


class CeremonyQuerySet(DerivedQuerySet):
    """Ceremonies."""

    def get_by_natural_key(self, slug):
        """The ceremony with this slug."""
        return self.get(slug=slug)

    def published(self, at=None):
        """Ceremonies the public may see: approved ones whose release has come (at a moment, or now)."""
        return self.filter(state=State.APPROVED, release_at__lte=at or clock.now())

    def announced(self, at=None):
        """Ceremonies not released yet, of which the public may know their year and when that will be."""
        return self.filter(
            state=State.APPROVED, release_at__gt=at or clock.now(), release_is_announced=True
        ).order_by("release_at")

    def unreleased(self):
        """Ceremonies the public may not see yet."""
        return self.exclude(pk__in=self.model.objects.published().values("pk"))

    def with_counts(self):
        """Annotate known_awards and known_agencies, a withdrawn award being as known as any; latest first."""
        # By a column of an index, which holds all that is counted: of a million winners none has to be read.
        this = self.model._base_manager.filter(pk=OuterRef("pk")).values("pk")
        awards = this.annotate(known=Count("categories__winners__category"))
        agencies = this.annotate(known=Count("categories__winners__agency", distinct=True))
        return self.annotate(
            known_awards=Subquery(awards.values("known")), known_agencies=Subquery(agencies.values("known"))
        )


def by_somebody(label):
    """A column that says who did something, and keeps that account from being deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class Ceremony(DerivedModel):
    """One edition of the awards: a bundle of facts, categories and winners that is released as one."""

    slug = models.CharField(
        _("address"),
        max_length=20,
        unique=True,
        validators=[validate_code],
        help_text=_("Part of its public address, for ever: the year in CE, for example 2020."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, help_text=_("The year of the awards, for example 2563.")
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"),
        null=True,
        blank=True,
        help_text=_("The place in the series of ceremonies, for example 5. Empty if unknown."),
    )
    name_th = CleanCharField(_("name in Thai"), max_length=300)
    name_en = CleanCharField(_("name in English"), max_length=300, blank=True)
    held_on = models.DateField(
        _("held on"), null=True, blank=True, help_text=_("The day of the ceremony, for example 3 ธ.ค. 2563.")
    )
    announced_on = models.DateField(
        _("announced on"),
        null=True,
        blank=True,
        help_text=_("The day the results were announced, if another."),
    )
    venue_th = CleanCharField(_("venue in Thai"), max_length=300, blank=True)
    venue_en = CleanCharField(_("venue in English"), max_length=300, blank=True)
    presider_th = CleanCharField(
        _("presided over by, in Thai"),
        max_length=300,
        blank=True,
        help_text=_("Title and full name, for example พลเอก ประยุทธ์ จันทร์โอชา."),
    )
    presider_en = CleanCharField(_("presided over by, in English"), max_length=300, blank=True)
    presider_position_th = CleanCharField(_("position of the presider, in Thai"), max_length=300, blank=True)
    presider_position_en = CleanCharField(
        _("position of the presider, in English"), max_length=300, blank=True
    )
    organiser = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organised_ceremonies",
        verbose_name=_("organiser"),
    )
    awards_given = models.PositiveSmallIntegerField(
        _("number of awards given"),
        null=True,
        blank=True,
        help_text=_("As announced, so that pages can say how many of them are known. Empty if unknown."),
    )
    agencies_awarded = models.PositiveSmallIntegerField(
        _("number of agencies awarded"),
        null=True,
        blank=True,
        help_text=_("As announced, where agencies were counted and not awards. Empty if unknown."),
    )
    text_th = CleanTextField(
        _("text in Thai"), blank=True, help_text=_("What the public reads on its page. An empty line parts.")
    )
    text_en = CleanTextField(_("text in English"), blank=True)
    source_url = models.URLField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("The official release that these facts are from."),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    sent_by = by_somebody(_("sent for review by"))
    sent_at = models.DateTimeField(_("sent for review at"), null=True, blank=True, editable=False)
    approved_by = by_somebody(_("approved by"))
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    release_at = models.DateTimeField(_("release"), null=True, blank=True, editable=False)
    release_is_announced = models.BooleanField(_("release announced"), default=False, editable=False)
    fold = DerivedField(of=["name_th", "name_en"], by=fold)

    objects = CeremonyQuerySet.as_manager()
    history = history("fold")

    class Meta:
        ordering = ["-year"]
        verbose_name = _("ceremony")
        verbose_name_plural = _("ceremonies")
        permissions = [
            ("preview_ceremony", _("Can preview the pages of an unreleased ceremony")),
            ("review_ceremony", _("Can send a ceremony for review")),
            ("approve_ceremony", _("Can approve a ceremony and set its release")),
            ("correct_ceremony", _("Can correct and withdraw what is released")),
        ]
        indexes = [models.Index(fields=["state", "release_at"])]
        constraints = [
            within(
                "year",
                2000,
                LAST_DAY.year,
                name="ceremony_year_possible",
                message=_("This year is not possible. Type the year in the Buddhist era, for example 2563."),
            ),
            sensible_day("held_on", name="ceremony_held_on_sensible"),
            sensible_day("announced_on", name="ceremony_announced_on_sensible"),
            small_number("edition", name="ceremony_edition_possible"),
            small_number("awards_given", name="ceremony_awards_given_possible"),
            small_number("agencies_awarded", name="ceremony_agencies_awarded_possible"),
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="ceremony_state_known",
                violation_error_message=_("This state is not known."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED) | Q(release_at__isnull=False),
                name="ceremony_approved_with_release",
                violation_error_message=_("An approved ceremony needs the time of its release."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(sent_by__isnull=True)
                | ~Q(approved_by=models.F("sent_by")),
                name="ceremony_approved_by_another",
                violation_error_message=_("Nobody approves what they sent for review themselves."),
            ),
        ]

    def __str__(self):
        return self.name_th

    def natural_key(self):
        """What fixtures call the ceremony."""
        return (self.slug,)

    natural_key.dependencies = ["agencies.agency"]

    def get_absolute_url(self):
        """The ceremony's public page, in the language in use."""
        return reverse("awards:ceremony", args=[self.slug])

    @property
    def is_frozen(self):
        """Whether its facts may not be edited: it is being reviewed, or approved."""
        return self.state != State.DRAFT

    @property
    def is_released(self):
        """Whether the public may see it."""
        return self.state == State.APPROVED and self.release_at <= clock.now()

    def day(self):
        """The day it was held; until that is known, the last of its year."""
        return self.held_on or date(self.year, 12, 31)

"""The readiness survey behind an edition."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.categories import Level
from awards.models.ceremonies import Ceremony
from awardsportal.fields import CleanCharField, CleanTextField
from awardsportal.history import history
from awardsportal.limits import small_number, within
from awardsportal.shown import year


class SurveyQuerySet(models.QuerySet):
    """Surveys."""

    def get_by_natural_key(self, slug):
        """The survey behind that ceremony."""
        return self.get(ceremony__slug=slug)

    def published(self, at=None):
        """Surveys the public may see: those of a released ceremony."""
        return self.filter(ceremony__in=Ceremony.objects.published(at))


class Survey(models.Model):
    """The survey of digital readiness whose results an edition rewards."""

    ceremony = models.OneToOneField(
        Ceremony, on_delete=models.CASCADE, related_name="survey", verbose_name=_("ceremony")
    )
    population = models.PositiveIntegerField(
        _("bodies asked"), null=True, blank=True, help_text=_("Empty if unknown.")
    )
    answers = models.PositiveIntegerField(
        _("bodies that answered"), null=True, blank=True, help_text=_("Empty if unknown.")
    )
    text_th = CleanTextField(_("text in Thai"), blank=True)
    text_en = CleanTextField(_("text in English"), blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)

    objects = SurveyQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-ceremony__year"]
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            small_number("population", name="survey_population_possible", highest=1_000_000),
            small_number("answers", name="survey_answers_possible", lowest=0, highest=1_000_000),
            models.CheckConstraint(
                condition=Q(answers__isnull=True)
                | Q(population__isnull=True)
                | Q(answers__lte=models.F("population")),
                name="survey_answers_within_population",
                violation_error_message=_("More bodies answered than were asked."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {year(self.ceremony.year)}"

    def natural_key(self):
        """What fixtures call the survey."""
        return self.ceremony.natural_key()

    natural_key.dependencies = ["awards.ceremony"]

    @property
    def response_percent(self):
        """The share of bodies that answered, in percent with two decimals, or None."""
        if not self.population or self.answers is None:
            return None
        return (Decimal(100) * self.answers / self.population).quantize(Decimal("0.01"))


class IndicatorManager(models.Manager):
    """Indicators, found in fixtures by their ceremony and code."""

    def get_by_natural_key(self, slug, code):
        """The indicator with this code in the survey behind that ceremony."""
        return self.get(survey__ceremony__slug=slug, code=code)


class Indicator(models.Model):
    """One thing that a survey measured."""

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("survey")
    )
    code = models.CharField(_("code"), max_length=20)
    title_th = CleanCharField(_("title in Thai"), max_length=300)
    title_en = CleanCharField(_("title in English"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    objects = IndicatorManager()
    history = history()

    class Meta:
        ordering = ["survey", "order", "pk"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "code"],
                name="indicator_once_per_survey",
                violation_error_message=_("The survey already has this indicator."),
            ),
            small_number("order", name="indicator_order_possible", lowest=0),
        ]

    def __str__(self):
        return f"{self.code} {self.title_th}"

    def natural_key(self):
        """What fixtures call the indicator."""
        return (*self.survey.natural_key(), self.code)

    natural_key.dependencies = ["awards.survey"]


class FindingManager(models.Manager):
    """Findings, found in fixtures by their indicator and level."""

    def get_by_natural_key(self, slug, code, level):
        """The finding of this level on the indicator with this code."""
        return self.get(indicator__survey__ceremony__slug=slug, indicator__code=code, level=level)


class Finding(models.Model):
    """How one level did on an indicator: its place among the level's indicators, a score, or in words."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="findings", verbose_name=_("indicator")
    )
    level = models.CharField(_("level"), max_length=20, choices=Level)
    place = models.PositiveSmallIntegerField(
        _("place"),
        null=True,
        blank=True,
        help_text=_("1 is the indicator that this level did best on. Empty if unknown."),
    )
    score = models.DecimalField(
        _("score"), max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("0 to 100.")
    )
    text_th = CleanTextField(_("text in Thai"), blank=True)
    text_en = CleanTextField(_("text in English"), blank=True)

    objects = FindingManager()
    history = history()

    class Meta:
        ordering = ["level", models.F("place").asc(nulls_last=True), "indicator__order", "pk"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        permissions = [
            ("import_finding", _("Can import findings")),
            ("export_finding", _("Can export findings")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "level"],
                name="finding_once_per_level",
                violation_error_message=_("There is already a finding on this indicator for this level."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="finding_level_known",
                violation_error_message=_("This level is not known."),
            ),
            small_number("place", name="finding_place_possible"),
            within(
                "score",
                Decimal(0),
                Decimal(100),
                name="finding_score_possible",
                message=_("A score is between 0 and 100."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator} · {self.get_level_display()}"

    def natural_key(self):
        """What fixtures call the finding."""
        return (*self.indicator.natural_key(), self.level)

    natural_key.dependencies = ["awards.indicator"]

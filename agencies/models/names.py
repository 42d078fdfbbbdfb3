"""What agencies were and are called besides, and what became of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models.agencies import Agency
from awardsportal.fields import CleanCharField, DerivedField, DerivedModel, DerivedQuerySet
from awardsportal.history import history
from awardsportal.limits import sensible_day
from awardsportal.thai.text import fold, has_thai, skeleton


class NameKind(models.TextChoices):
    """Why an agency has another name."""

    FORMER = "FORMER", _("Former name")
    ABBREVIATION = "ABBREVIATION", _("Abbreviation")
    ALIAS = "ALIAS", _("Other spelling")


class AgencyNameQuerySet(DerivedQuerySet):
    """Other names."""

    def get_by_natural_key(self, code, name):
        """The name of the agency with this code."""
        return self.get(agency__code=code, name=name)


class AgencyName(DerivedModel):
    """Another name of an agency, in Thai or English; one name may lead to several agencies."""

    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="names", verbose_name=_("agency")
    )
    kind = models.CharField(_("kind of name"), max_length=20, choices=NameKind)
    name = CleanCharField(_("name"), max_length=300, help_text=_("One name only: สพร. and DGA are two rows."))
    used_from_on = models.DateField(_("used from"), null=True, blank=True)
    used_until_on = models.DateField(_("used until"), null=True, blank=True)
    fold = DerivedField(of=["name"], by=fold, db_index=True)
    skeleton = DerivedField(of=["name"], by=skeleton)

    objects = AgencyNameQuerySet.as_manager()
    history = history("fold", "skeleton")

    class Meta:
        ordering = ["agency", "kind", "used_from_on", "pk"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="other_name_once",
                violation_error_message=_("The agency already has this name."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NameKind.values),
                name="agency_name_kind_known",
                violation_error_message=_("This kind of name is not known."),
            ),
            models.CheckConstraint(
                condition=Q(used_from_on__isnull=True)
                | Q(used_until_on__isnull=True)
                | Q(used_from_on__lte=F("used_until_on")),
                name="agency_name_dates_in_order",
                violation_error_message=_("The name ends before it begins."),
            ),
            sensible_day("used_from_on", name="agency_name_from_sensible"),
            sensible_day("used_until_on", name="agency_name_until_sensible"),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_kind_display()})"

    def natural_key(self):
        """What fixtures call the name."""
        return (*self.agency.natural_key(), self.name)

    natural_key.dependencies = ["agencies.agency"]

    @property
    def language(self):
        """The language the name is in: "th" or "en"."""
        return "th" if has_thai(self.name) else "en"

    @property
    def is_former(self):
        """Whether it is what the agency was called before."""
        return self.kind == NameKind.FORMER

    @property
    def period(self):
        """Its first day and its last, each None where it is not known."""
        return self.used_from_on, self.used_until_on

    def covers(self, day):
        """Whether it was in use on the day; unknown where it has neither beginning nor end."""
        if not (self.used_from_on or self.used_until_on):
            return False
        return (self.used_from_on or day) <= day <= (self.used_until_on or day)


class How(models.TextChoices):
    """How one agency came after another."""

    RENAMED = "RENAMED", _("Renamed")
    MERGED = "MERGED", _("Merged")
    SPLIT = "SPLIT", _("Split")
    REPLACED = "REPLACED", _("Replaced")


class SuccessionManager(models.Manager):
    """Successions between agencies that are not merged into others; fixtures know them by the codes."""

    def get_queryset(self):
        """All but those left behind on a merged duplicate."""
        kept = Q(predecessor__merged_into__isnull=True, successor__merged_into__isnull=True)
        return super().get_queryset().filter(kept)

    def get_by_natural_key(self, predecessor, successor):
        """The succession between the agencies with these codes."""
        return self.get(predecessor__code=predecessor, successor__code=successor)


class Succession(models.Model):
    """That one agency took over from another, and how."""

    predecessor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="successions", verbose_name=_("earlier agency")
    )
    successor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="precessions", verbose_name=_("later agency")
    )
    how = models.CharField(_("how"), max_length=20, choices=How)
    took_effect_on = models.DateField(_("took effect on"), null=True, blank=True)

    objects = SuccessionManager()
    history = history()

    class Meta:
        ordering = ["took_effect_on", "pk"]
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message=_("This succession is already there."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_between_two",
                violation_error_message=_("An agency cannot come after itself."),
            ),
            models.CheckConstraint(
                condition=Q(how__in=How.values),
                name="succession_how_known",
                violation_error_message=_("This way of succession is not known."),
            ),
            sensible_day("took_effect_on", name="succession_on_sensible"),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"

    def natural_key(self):
        """What fixtures call the succession."""
        return (*self.predecessor.natural_key(), *self.successor.natural_key())

    natural_key.dependencies = ["agencies.agency"]

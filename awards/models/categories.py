"""The recurring awards, and each award as offered at one ceremony."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import validate_code
from awards.models.ceremonies import Ceremony
from awardsportal.fields import CleanCharField, DerivedField, DerivedModel, DerivedQuerySet
from awardsportal.history import history
from awardsportal.limits import small_number
from awardsportal.shown import year
from awardsportal.thai.text import fold


class Recipient(models.TextChoices):
    """Who an award is for."""

    AGENCY = "AGENCY", _("An agency")
    PERSON = "PERSON", _("A person in an office of an agency")


class AwardQuerySet(DerivedQuerySet):
    """Awards."""

    def get_by_natural_key(self, code):
        """The award with this code."""
        return self.get(code=code)

    def published(self, at=None):
        """Awards the public may see: those offered at a released ceremony."""
        return self.filter(pk__in=Category.objects.published(at).values("award"))


class Award(DerivedModel):
    """A recurring prize with a stable identity, though its title changes over the years."""

    code = models.CharField(
        _("code"),
        max_length=50,
        unique=True,
        validators=[validate_code],
        help_text=_("Part of its public address, for ever: data-governance."),
    )
    name_th = CleanCharField(_("name in Thai"), max_length=300, unique=True)
    name_en = CleanCharField(_("name in English"), max_length=300, blank=True)
    recipient = models.CharField(_("given to"), max_length=20, choices=Recipient, default=Recipient.AGENCY)
    order = models.PositiveSmallIntegerField(
        _("place in lists"), default=100, help_text=_("Smaller numbers come first.")
    )
    fold = DerivedField(of=["name_th", "name_en"], by=fold)

    objects = AwardQuerySet.as_manager()
    history = history("fold")

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient__in=Recipient.values),
                name="award_recipient_known",
                violation_error_message=_("An award is given to an agency or to a person."),
            ),
            small_number("order", name="award_order_possible", lowest=0),
        ]

    def __str__(self):
        return self.name_th

    def natural_key(self):
        """What fixtures call the award."""
        return (self.code,)

    def get_absolute_url(self):
        """The award's public page, in the language in use."""
        return reverse("awards:award", args=[self.code])


class Level(models.TextChoices):
    """The class a category competes in; not the legal kind of an agency."""

    DEPARTMENT = "DEPARTMENT", _("Department level")
    PROVINCE = "PROVINCE", _("Province level")
    LOCAL = "LOCAL", _("Local government level")
    PERSON = "PERSON", _("Personal level")


class Mission(models.TextChoices):
    """What the agencies of a category mainly do; told apart since 2021."""

    SERVICE = "SERVICE", _("Mainly provides services")
    POLICY = "POLICY", _("Mainly makes policy, regulates and coordinates")


class Form(models.TextChoices):
    """What the winner is handed."""

    PLAQUE = "PLAQUE", _("Plaque")
    CERTIFICATE = "CERTIFICATE", _("Certificate")
    TROPHY = "TROPHY", _("Trophy")
    COMMENDATION = "COMMENDATION", _("Commendation")


class CategoryQuerySet(DerivedQuerySet):
    """Categories."""

    def get_by_natural_key(self, slug, title_th, level):
        """The category of that ceremony with this title at this level."""
        return self.get(ceremony__slug=slug, title_th=title_th, level=level)

    def published(self, at=None):
        """Categories the public may see: those of a released ceremony."""
        return self.filter(ceremony__in=Ceremony.objects.published(at))

    def with_known(self):
        """Annotate known, the number of winners, a withdrawn one being as known as any."""
        this = self.model._base_manager.filter(pk=OuterRef("pk")).values("pk")
        return self.annotate(known=Subquery(this.annotate(known=Count("winners__category")).values("known")))


class Category(DerivedModel):
    """An award as offered at one ceremony, under that year's title."""

    ceremony = models.ForeignKey(
        Ceremony, on_delete=models.CASCADE, related_name="categories", verbose_name=_("ceremony")
    )
    award = models.ForeignKey(
        Award,
        on_delete=models.PROTECT,
        related_name="categories",
        verbose_name=_("award"),
        help_text=_("The recurring award that this is, whatever its title this year."),
    )
    title_th = CleanCharField(_("title of the year, in Thai"), max_length=300)
    title_en = CleanCharField(_("title of the year, in English"), max_length=300, blank=True)
    heading_th = CleanCharField(
        _("heading in Thai"),
        max_length=300,
        blank=True,
        help_text=_("Categories with the same heading stand together, for example รางวัลเฉพาะด้านประจำปี."),
    )
    heading_en = CleanCharField(_("heading in English"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    mission = models.CharField(_("mission"), max_length=20, choices=Mission, blank=True)
    quota = models.PositiveSmallIntegerField(
        _("number of winners"), null=True, blank=True, help_text=_("As announced. Empty if unknown.")
    )
    form = models.CharField(_("form of the award"), max_length=20, choices=Form, blank=True)
    order = models.PositiveSmallIntegerField(
        _("place on the page"), default=100, help_text=_("Smaller numbers come first.")
    )
    title_fold = DerivedField(of=["title_th"], by=fold)

    objects = CategoryQuerySet.as_manager()
    history = history("title_fold")

    class Meta:
        ordering = ["ceremony", "order", "pk"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(
                fields=["ceremony", "title_fold", "level"],
                name="category_once_per_ceremony",
                violation_error_message=_("The ceremony already has this category at this level."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="category_level_known",
                violation_error_message=_("This level is not known."),
            ),
            models.CheckConstraint(
                condition=Q(mission__in=["", *Mission.values]),
                name="category_mission_known",
                violation_error_message=_("This mission is not known."),
            ),
            models.CheckConstraint(
                condition=Q(form__in=["", *Form.values]),
                name="category_form_known",
                violation_error_message=_("This form is not known."),
            ),
            small_number("quota", name="category_quota_possible"),
            small_number("order", name="category_order_possible", lowest=0),
        ]

    def __str__(self):
        return f"{self.title_th} ({year(self.ceremony.year)})"

    def natural_key(self):
        """What fixtures call the category."""
        return (*self.ceremony.natural_key(), self.title_th, self.level)

    natural_key.dependencies = ["awards.ceremony", "awards.award"]

    @property
    def anchor(self):
        """Its place on the page of its ceremony; without its key, which would count what is not released."""
        return f"{self.level.lower()}-{self.title_fold}"

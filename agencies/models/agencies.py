"""Who can win: agencies under their names of today, and the provinces they sit in."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.readings import wordings
from awardsportal.fields import (
    CleanCharField,
    DerivedField,
    DerivedModel,
    DerivedQuerySet,
    contains,
    either,
    in_thai_order,
    some_of_either,
)
from awardsportal.history import history
from awardsportal.limits import sensible_day
from awardsportal.shown import page_language
from awardsportal.thai.collation import BY_CODE
from awardsportal.thai.text import fold, initial, latin_initial, skeleton

IN_THAI_ORDER = (in_thai_order("name_th"),)
# By the English names, and behind them by the Thai names of those without one.
IN_ENGLISH_ORDER = ("initial_en", in_thai_order("name_en"), in_thai_order("name_th"))

validate_code = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use only a-z, 0-9 and single hyphens, for example chiang-mai."),
)


class Kind(models.TextChoices):
    """The legal kind of an agency, from DGA's list; not the level it competes in."""

    DEPARTMENT = "DEPARTMENT", _("Department or equivalent")
    STATE_ENTERPRISE = "STATE_ENTERPRISE", _("State enterprise")
    PUBLIC_ORGANIZATION = "PUBLIC_ORGANIZATION", _("Public organization")
    INDEPENDENT = "INDEPENDENT", _("Body under its own law or independent body")
    FUND = "FUND", _("Fund with legal personality")
    UNIVERSITY = "UNIVERSITY", _("Higher education institution")
    PROVINCE = "PROVINCE", _("Province")
    PAO = "PAO", _("Provincial administrative organization")
    CITY = "CITY", _("City municipality")
    TOWN = "TOWN", _("Town municipality")
    SUBDISTRICT_MUNICIPALITY = "SUBDISTRICT_MUNICIPALITY", _("Subdistrict municipality")
    SAO = "SAO", _("Subdistrict administrative organization")
    SPECIAL_LOCAL = "SPECIAL_LOCAL", _("Special local government")
    MINISTRY = "MINISTRY", _("Ministry")
    OTHER = "OTHER", _("Other")


class ProvinceManager(models.Manager):
    """Provinces, found in fixtures by their code."""

    def get_by_natural_key(self, code):
        """The province with this official code."""
        return self.get(code=code)


class Province(models.Model):
    """One of the 77 provinces, where an agency may sit; the province as an agency is an Agency of its own."""

    code = models.CharField(
        _("code"), max_length=2, unique=True, help_text=_("The official two digits, for example 50.")
    )
    name_th = CleanCharField(_("name in Thai"), max_length=100, unique=True)
    name_en = CleanCharField(_("name in English"), max_length=100)
    abbreviation_th = CleanCharField(_("abbreviation in Thai"), max_length=10)
    abbreviation_en = CleanCharField(_("abbreviation in English"), max_length=10)

    objects = ProvinceManager()

    class Meta:
        ordering = [in_thai_order("name_th")]
        verbose_name = _("province (area)")
        verbose_name_plural = _("provinces (areas)")

    def __str__(self):
        return self.name_th

    def natural_key(self):
        """What fixtures call the province."""
        return (self.code,)


class AgencyQuerySet(DerivedQuerySet):
    """Agencies."""

    def get_by_natural_key(self, code):
        """The agency with this code."""
        return self.get(code=code)

    def ministries(self):
        """The Office of the Prime Minister and the ministries."""
        return self.filter(kind=Kind.MINISTRY)

    def in_order_of_page(self):
        """In the order of the names that the page shows."""
        return self.order_by(*(IN_ENGLISH_ORDER if page_language() == "en" else IN_THAI_ORDER), "pk")

    def named_like(self, words):
        """Agencies one of whose names, then or now, or abbreviations contains the words, also in full."""
        ways = self._ways_to_be_named(words)
        return self.filter(pk__in=either(Agency, *ways)) if ways else self.none()

    def some_named_like(self, words, count):
        """The keys of so many of the agencies `named_like` the words, in no order."""
        ways = self._ways_to_be_named(words)
        some = some_of_either(self, ways, count) if ways else self.none()
        return list(some.values_list("pk", flat=True)[:count])

    def _ways_to_be_named(self, words):
        typed = wordings(words)
        other = Agency.names.rel.related_model.objects.filter(contains("fold", typed)).values("agency")
        return typed and [contains("fold_th", typed) | contains("fold_en", typed), Q(pk__in=other)]


WithMerged = models.Manager.from_queryset(AgencyQuerySet)


class AgencyManager(WithMerged):
    """The agencies; a duplicate that was merged into another is none."""

    def get_queryset(self):
        """All but the merged ones."""
        return super().get_queryset().filter(merged_into__isnull=True)


def pages_by(*columns, name, order=IN_THAI_ORDER):
    """An index for pages of the directory: of all agencies, or of those alike in a column, in an order."""
    return models.Index(*columns, *order, "id", condition=Q(merged_into__isnull=True), name=name)


class Agency(DerivedModel):
    """A public body that can win, under the name it has today.

    A duplicate that was merged into another keeps its row: its code leads on, and the merge can be undone.
    """

    code = models.CharField(
        _("code"),
        max_length=50,
        unique=True,
        validators=[validate_code],
        help_text=_("Part of its public address, for ever: rd, chiang-mai."),
    )
    name_th = CleanCharField(
        _("name in Thai"),
        max_length=300,
        help_text=_("The official name of today, in full."),
    )
    name_en = CleanCharField(
        _("name in English"),
        max_length=300,
        blank=True,
        help_text=_("The official English name. Leave it empty rather than guess."),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("ministry or parent"),
        help_text=_("The ministry or body that it belongs to or that supervises it."),
    )
    province = models.ForeignKey(
        Province,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name=_("province (area)"),
        help_text=_("For provinces and local government."),
    )
    website = models.URLField(_("website"), blank=True, help_text=_("For example https://www.rd.go.th"))
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    dissolved_on = models.DateField(
        _("dissolved on"), null=True, blank=True, help_text=_("Empty while the agency exists.")
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("merged into"),
    )
    fold_th = DerivedField(of=["name_th"], by=fold, db_index=True)
    fold_en = DerivedField(of=["name_en"], by=fold, db_index=True)
    skeleton_th = DerivedField(of=["name_th"], by=skeleton)
    initial = DerivedField(of=["name_th"], by=initial, max_length=1)
    initial_en = DerivedField(of=["name_en"], by=latin_initial, max_length=3, db_collation=BY_CODE)

    objects = AgencyManager()
    with_merged = WithMerged()
    history = history("fold_th", "fold_en", "skeleton_th", "initial", "initial_en")

    class Meta:
        ordering = [*IN_THAI_ORDER, "pk"]
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        permissions = [
            ("import_agency", _("Can import agencies")),
            ("export_agency", _("Can export agencies")),
            ("merge_agency", _("Can merge duplicates of agencies")),
        ]
        indexes = [
            pages_by(name="agency_in_thai_order"),
            pages_by("kind", name="agency_by_kind"),
            pages_by("province", name="agency_by_province"),
            pages_by("initial", name="agency_by_initial"),
            # Of all, and of those under a letter.
            pages_by(name="agency_in_english_order", order=IN_ENGLISH_ORDER),
            pages_by("kind", name="agency_by_kind_en", order=IN_ENGLISH_ORDER),
            pages_by("province", name="agency_by_province_en", order=IN_ENGLISH_ORDER),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name_th"],
                condition=Q(merged_into__isnull=True),
                name="agency_name_once",
                violation_error_message=_("Another agency has this name."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="agency_not_merged_into_itself",
                violation_error_message=_("An agency cannot be merged into itself."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="agency_not_its_own_parent",
                violation_error_message=_("An agency cannot belong to itself."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="agency_kind_known",
                violation_error_message=_("This kind of agency is not known."),
            ),
            sensible_day("dissolved_on", name="agency_dissolved_on_sensible"),
        ]

    def __str__(self):
        return self.name_th

    def natural_key(self):
        """What fixtures call the agency."""
        return (self.code,)

    natural_key.dependencies = ["agencies.province"]

    def get_absolute_url(self):
        """The agency's public page, in the language in use."""
        return reverse("agencies:agency", args=[self.code])

    def clean(self):
        """Refuse a circle of parents, naming the agencies on it."""
        if circle := " → ".join(map(str, self.circle())):
            raise ValidationError({"parent": _("The line of parents is a circle: %s.") % circle})

    def validate_unique(self, exclude=None):
        """Refuse what another agency has, be it the code of a merged one, which leads on for ever."""
        super().validate_unique(exclude=exclude)
        merged = Agency.with_merged.filter(merged_into__isnull=False).exclude(pk=self.pk)
        if "code" not in (exclude or ()) and (former := merged.filter(code=self.code).first()):
            text = _("This code belonged to “%(gone)s”, and leads to “%(kept)s” for ever. Choose another.")
            raise ValidationError({"code": text % {"gone": former, "kept": former.merged_into}})

    def line(self):
        """The agency and those above it, each once."""
        line = [self]
        while (above := line[-1].parent) and above not in line:
            line.append(above)
        return line

    def circle(self):
        """The agencies from this one up to itself again; none where its line of parents ends."""
        line = self.line()
        return [*line, self] if line[-1].parent == self else []

    def ministry(self):
        """The nearest ministry above the agency, itself if it is one, or None."""
        return next((agency for agency in self.line() if agency.kind == Kind.MINISTRY), None)

    def names_on(self, day):
        """Its Thai and English names on a day: the former ones that were in use then, else today's.

        The English name is empty where only the Thai one of that day is known.
        """
        then = {name.language: name.name for name in reversed(self.former_names()) if name.covers(day)}
        if not then:
            return self.name_th, self.name_en
        return then.get("th", self.name_th), then.get("en", "" if "th" in then else self.name_en)

    def former_names(self):
        """Its former names, the earliest first; one without an end comes last."""
        former = [name for name in self.names.all() if name.is_former]
        return sorted(former, key=lambda name: name.used_until_on or date.max)

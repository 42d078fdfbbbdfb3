"""Who won what."""

import re
import secrets
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.readings import wordings
from awards.models.categories import Category, Recipient
from awards.models.ceremonies import Ceremony
from awardsportal.fields import (
    CleanCharField,
    CleanTextField,
    DerivedField,
    DerivedModel,
    DerivedQuerySet,
    contains,
    either,
)
from awardsportal.history import history
from awardsportal.limits import LARGEST_SMALL, small_number, within
from awardsportal.thai.persons import show_person, split_person
from awardsportal.thai.text import fold

# No vowels, so that no words arise, and nothing that reads like something else.
REF_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
REF_LENGTH = 12
PROVINCE_BEHIND = re.compile(r"(?<=\S) (?:จังหวัด|จ\.) ?\S+$")
# What stands in place of a person's name that was removed on request.
NAME_REMOVED = {
    "person_title_th": "",
    "person_given_th": "(ไม่เปิดเผยชื่อ)",
    "person_family_th": "",
    "person_title_en": "",
    "person_given_en": "(name withheld)",
    "person_family_en": "",
}
# So few letters stand in most names: they are not looked for in each name as announced.
FEW_LETTERS = 2
IN_ORDER = (F("rank").asc(nulls_last=True), "order", "pk")
IN_CATEGORIES = ("category__order", "category", *IN_ORDER)
LATEST_FIRST = ("-category__ceremony__year", *IN_CATEGORIES)


def new_ref():
    """A fresh public reference: letters that cannot be guessed or counted, nor met twice among a million."""
    number, letters = secrets.randbelow(len(REF_LETTERS) ** REF_LENGTH), ""
    for _letter in range(REF_LENGTH):
        number, letter = divmod(number, len(REF_LETTERS))
        letters += REF_LETTERS[letter]
    return letters


def stands(winner=""):
    """The condition that an award was not withdrawn; `winner` is the way there, as in "winners__"."""
    return Q(**{f"{winner}withdrawn_at__isnull": True})


class WinnerQuerySet(DerivedQuerySet):
    """Winners."""

    def get_by_natural_key(self, ref):
        """The winner with this reference."""
        return self.get(ref=ref)

    def published(self, at=None):
        """Winners the public may see: those of a released ceremony."""
        return self.filter(category__ceremony__in=Ceremony.objects.published(at))

    def standing(self):
        """Winners whose award was not withdrawn: those that count."""
        return self.filter(stands())

    def in_order(self):
        """By rank where there is one, then as announced."""
        return self.order_by(*IN_ORDER)

    def latest_first(self):
        """From the latest ceremony back, each ceremony's as its page lists them."""
        return self.order_by(*LATEST_FIRST)

    def for_listing(self):
        """With all that a list of winners shows, in one query."""
        return self.select_related("agency", "category__award", "category__ceremony")

    def named_like(self, words, *others):
        """Winners with the words in the name as announced or one of the agency’s; or each in the person’s.

        `others` are conditions that will do as well.
        """
        if not fold(words):
            return self.none()
        return self.filter(pk__in=either(Winner, *ways_to_be_named(words), *others))


def ways_to_be_named(words, of_agency=None, announced="agency_fold"):
    """The conditions of which a winner with the words in a name fits one; the agency's may be given.

    Each has an index to itself, unless another column than its own is `announced`.
    """
    # Without the title, which one person may be announced under in several forms.
    _title, given, family = split_person(words)
    parts = [Q(person_fold__contains=part) for part in map(fold, (given, *family.split())) if part]
    of_agency = of_agency or Q(agency__in=Agency.objects.named_like(words).values("pk"))
    ways, typed = [of_agency], [wording for wording in wordings(words) if len(wording) > FEW_LETTERS]
    if parts:
        # Few winners are persons: they have an index to themselves.
        ways.append(Q(~Q(person_fold=""), *parts))
    if typed:
        ways.append(contains(announced, typed))
    return ways


class Winner(DerivedModel):
    """One category given to one recipient: an agency, or a person in an office of an agency."""

    ref = models.CharField(_("reference"), max_length=12, unique=True, default=new_ref, editable=False)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="winners",
        db_index=False,
        verbose_name=_("category"),
    )
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        related_name="wins",
        db_index=False,
        verbose_name=_("agency"),
    )
    agency_name_th = CleanCharField(
        _("agency's name as announced, in Thai"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, it is the agency's name on the day of the ceremony."),
    )
    agency_name_en = CleanCharField(_("agency's name as announced, in English"), max_length=300, blank=True)
    person_title_th = CleanCharField(
        _("title before the name, in Thai"),
        max_length=100,
        blank=True,
        help_text=_("For example นางสาว, ดร., พลเอก."),
    )
    person_given_th = CleanCharField(_("given name in Thai"), max_length=100, blank=True)
    person_family_th = CleanCharField(_("family name in Thai"), max_length=100, blank=True)
    person_title_en = CleanCharField(_("title before the name, in English"), max_length=100, blank=True)
    person_given_en = CleanCharField(_("given name in English"), max_length=100, blank=True)
    person_family_en = CleanCharField(_("family name in English"), max_length=100, blank=True)
    position_th = CleanCharField(
        _("position in Thai"), max_length=300, blank=True, help_text=_("For example อธิบดี, เลขาธิการ.")
    )
    position_en = CleanCharField(_("position in English"), max_length=300, blank=True)
    acting = models.BooleanField(
        _("acting"), default=False, help_text=_("In the position for somebody else (รักษาการแทน).")
    )
    rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, help_text=_("Only where ranks were announced. Ties may share one.")
    )
    score = models.DecimalField(
        _("score"), max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("0 to 100.")
    )
    citation_th = CleanTextField(_("citation in Thai"), blank=True)
    citation_en = CleanTextField(_("citation in English"), blank=True)
    received_by = CleanCharField(
        _("received by"), max_length=300, blank=True, help_text=_("Who took the award at the ceremony.")
    )
    source = CleanTextField(
        _("source"), blank=True, help_text=_("Where this is from, one a line: an address or a document.")
    )
    order = models.PositiveSmallIntegerField(
        _("place in the list"), default=0, help_text=_("As announced. Equal numbers keep the order of entry.")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_why_th = CleanTextField(_("reason of withdrawal, in Thai"), blank=True, editable=False)
    withdrawn_why_en = CleanTextField(_("reason of withdrawal, in English"), blank=True, editable=False)
    anonymised_at = models.DateTimeField(_("name removed at"), null=True, blank=True, editable=False)
    agency_fold = DerivedField(of=["agency_name_th", "agency_name_en"], by=fold)
    person_key = DerivedField(of=["person_given_th", "person_family_th"], by=fold)
    person_fold = DerivedField(
        of=["person_given_th", "person_family_th", "person_given_en", "person_family_en"], by=fold
    )

    objects = WinnerQuerySet.as_manager()
    history = history("agency_fold", "person_key", "person_fold")
    # An agency that was not renamed is called by its English name of today.
    english_elsewhere = {"agency_name": Q(agency_fold=F("agency__fold_th"))}

    class Meta:
        ordering = ["category", *IN_ORDER]
        verbose_name = _("winner")
        verbose_name_plural = _("winners")
        permissions = [
            ("import_winner", _("Can import winners")),
            ("export_winner", _("Can export winners")),
            ("anonymise_winner", _("Can remove a person’s name on a lawful request")),
        ]
        indexes = [
            # All that the search reads of most winners, so that it need not read the rows.
            models.Index(fields=["agency", "category", "id"], name="winner_of_agency"),
            models.Index(fields=["category", "rank", "order", "id"], name="winner_in_order"),
            models.Index(
                fields=["person_fold", "category", "agency", "id"],
                condition=~Q(person_fold=""),
                name="winner_person",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "agency", "person_key"],
                name="winner_once_per_category",
                violation_error_message=_("This recipient already has this award."),
            ),
            small_number("rank", name="winner_rank_possible"),
            small_number("order", name="winner_order_possible", lowest=0),
            within(
                "score",
                Decimal(0),
                Decimal(100),
                name="winner_score_possible",
                message=_("A score is between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why_th=""),
                name="winner_withdrawn_with_reason",
                violation_error_message=_("A withdrawal needs its reason in Thai."),
            ),
            models.CheckConstraint(
                condition=Q(person_given_th="", person_family_th="") | ~Q(person_given_th=""),
                name="winner_person_with_given_name",
                violation_error_message=_("A person needs a given name in Thai."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(person_given_th=NAME_REMOVED["person_given_th"])
                    & Q(person_given_en=NAME_REMOVED["person_given_en"])
                )
                | Q(anonymised_at__isnull=True),
                name="winner_anonymised_without_name",
                violation_error_message=_(
                    "The name of this person was removed on request, and is not entered again."
                ),
            ),
        ]

    def __str__(self):
        return self.person_th or self.agency_name_th

    def natural_key(self):
        """What fixtures call the winner."""
        return (self.ref,)

    natural_key.dependencies = ["awards.category", "agencies.agency"]

    def get_absolute_url(self):
        """The winner's permanent public page, in the language in use."""
        return reverse("awards:winner", args=[self.ref])

    def save(self, *args, **kwargs):
        """Save, with the agency's name on the day of the ceremony where none was given as announced."""
        self.fill_in_name()
        super().save(*args, **kwargs)

    def fill_in_name(self):
        """Put the agency's name on the day of the ceremony where none was given as announced."""
        if not self.agency_name_th:
            self.agency_name_th, name_en = self.agency.names_on(self.category.ceremony.day())
            self.agency_name_en = self.agency_name_en or name_en

    def stand_last(self):
        """Take the place after the other winners of the category, where none was given."""
        if not self.order:
            last = self.category.winners.aggregate(last=Max("order"))["last"] or 0
            self.order = min(last + 1, LARGEST_SMALL)

    def clean(self):
        """Refuse an award for persons without a person, and an agency's award with one."""
        if not hasattr(self, "category"):
            return
        for_person = self.category.award.recipient == Recipient.PERSON
        if for_person and not self.person_given_th:
            raise ValidationError({"person_given_th": _("This award is given to a person: type the name.")})
        if not for_person and self.person_given_th:
            raise ValidationError(
                {"person_given_th": _("This award is given to an agency: leave the person empty.")}
            )

    def validate_constraints(self, exclude=None):
        """Check the constraints; no form shows when a name was removed, yet that decides."""
        shown = {"anonymised_at", *NAME_REMOVED} if self.anonymised_at else set()
        super().validate_constraints(exclude=set(exclude or ()) - shown)

    def in_log(self):
        """What the audit log calls it, where nothing can be changed: never by a person's name."""
        return f"{self.agency_name_th} ({self.ref})"

    def has_renamed_agency(self):
        """Whether the agency has another name today than was announced, whatever their spelling.

        The province that is often added to the name of a local body makes no other name.
        """
        announced, today = self.agency_name_th, self.agency.name_th
        names = {fold(today), fold(PROVINCE_BEHIND.sub("", today))}
        return fold(announced) not in names and fold(PROVINCE_BEHIND.sub("", announced)) != fold(today)

    @property
    def person_th(self):
        """The person's full name in Thai, or an empty text."""
        return show_person(self.person_title_th, self.person_given_th, self.person_family_th)

    @property
    def person_en(self):
        """The person's full name in English, or an empty text."""
        return " ".join(filter(None, [self.person_title_en, self.person_given_en, self.person_family_en]))

"""What is missing in English: a page of numbers, each of which leads to the rows to fill in."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.english import sorts
from awards.models import Attachment, Ceremony, Photo
from awardsportal.english import lacking, several_texts_of
from awardsportal.staff.english import SOMETHING, EnglishFilter

RIGHTS = ["awards.view_ceremony", "agencies.view_agency"]


class EnglishWithMedia(EnglishFilter):
    """By what a ceremony or winner lacks in English, be it of its photos and documents."""

    def single(self, model):
        """Its own texts, and those of its photos and documents."""
        found = super().single(model)
        for medium in (Photo, Attachment):
            sort, label = medium.__name__.lower(), capfirst(medium._meta.verbose_name_plural)
            found[sort] = label, having(medium, model)
            for name, field in several_texts_of(medium).items():
                found[f"{sort}-{name}"] = f"{label}: {field.verbose_name}", having(medium, model, name)
        return found


def having(medium, model, *texts):
    """The condition that a row of the model has photos, or documents, that lack the English of a text."""
    return Q(pk__in=medium.objects.filter(lacking(medium, *texts)).values(model._meta.model_name))


class Meter:
    """The admin of ceremonies: what is missing in English, there and in all else that the portal shows."""

    def get_urls(self):
        """The admin's addresses, and that of the page."""
        view = self.admin_site.admin_view(self.english_view)
        return [path("english/", view, name="awards_ceremony_english"), *super().get_urls()]

    def english_view(self, request):
        """The numbers: of each sort and text, and of each ceremony."""
        if not request.user.has_perms(RIGHTS):
            raise PermissionDenied
        found = sorts()
        context = {
            **self.admin_site.each_context(request),
            "title": _("English texts that are missing"),
            "opts": self.opts,
            "sorts": [told(sort) for sort in found],
            "ceremonies": by_ceremony(found),
        }
        return TemplateResponse(request, "admin/awards/ceremony/english.html", context)


def told(sort):
    """A sort with its texts, each with the list of the rows that lack it."""
    gaps = [{"gap": gap, "address": address(sort, gap.name)} for gap in sort.gaps()]
    return {"sort": sort, "label": capfirst(sort.label), "address": address(sort), "gaps": gaps}


def by_ceremony(found):
    """Each ceremony with what it lacks, as (number, what, the list of the rows)."""
    for ceremony in Ceremony.objects.all():
        numbers = [
            (sort.lacking_at(ceremony.slug), sort.label, address(sort, slug=ceremony.slug)) for sort in found
        ]
        yield ceremony, [each for each in numbers if each[0]]


def address(sort, text="", slug=""):
    """The list of the rows that lack a text, or any: of a sort, or only those of a ceremony."""
    text = text if text in several_texts_of(sort.rows.model) else ""
    opts, english = sort.listed._meta, "-".join(filter(None, [sort.medium, text])) or SOMETHING
    asked = {"english": english, **sort.asked, **({"year": slug} if slug else {})}
    return f"{reverse(f'admin:{opts.app_label}_{opts.model_name}_changelist')}?{urlencode(asked)}"

"""Merging duplicates in the admin: the likely ones, two side by side, and the page of a merged one."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import merging, objections
from agencies.duplicates import likely
from agencies.models import Agency, DistinctPair, Merge
from awardsportal.staff.model_admin import is_key
from awardsportal.staff.stale import stored_row
from awardsportal.values import EMPTY, in_words

COMPARED = [
    "name_th",
    "name_en",
    "code",
    "kind",
    "parent",
    "province",
    "website",
    "logo",
    "dissolved_on",
]
# What hangs on an agency, by the name of the way to it; other apps' rows go by their own name.
LABELS = {
    "children": gettext_lazy("agencies that belong to it"),
    "duplicates": gettext_lazy("duplicates merged into it"),
    "successions": gettext_lazy("what became of it"),
    "precessions": gettext_lazy("what it came from"),
}
SHOWN_ROWS = 10
PAIRS_A_PAGE = 20


def address_of(row):
    """The page of a row in the admin, empty where it has none."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def told(row):
    """A row as text and address; a win with the award and year that it is for."""
    category = getattr(row, "category", None)
    return {"text": f"{category} · {row}" if category else str(row), "address": address_of(row)}


def compared(pair):
    """Each field of the two: its label, whether they differ, and both values; which would be filled in."""
    for name in COMPARED:
        field = Agency._meta.get_field(name)
        cells = [
            {"text": in_words(field, getattr(one, name)), "filled": name in merging.lacking(one, other)}
            for one, other in (pair, pair[::-1])
        ]
        differs = getattr(pair[0], name) != getattr(pair[1], name)
        yield {"label": capfirst(field.verbose_name), "differs": differs, "cells": cells}


def hanging(pair):
    """What hangs on the two, kind by kind: its label, and of each agency how many and the first of them."""
    for relation in Agency._meta.related_objects:
        of_each = [objections.rows_of(relation.field, agency) for agency in pair]
        counts = [rows.count() for rows in of_each]
        if any(counts):
            label = LABELS.get(relation.name, relation.related_model._meta.verbose_name_plural)
            sides = [
                {"count": count, "rows": [told(row) for row in rows.select_related()[:SHOWN_ROWS]]}
                for count, rows in zip(counts, of_each, strict=True)
            ]
            yield {"label": capfirst(label), "sides": sides}


class MergingMixin:
    """The admin of agencies: merging two of them, the likely duplicates, and merged ones to look at."""

    change_list_template = "admin/agencies/agency/change_list.html"

    def get_urls(self):
        """The addresses of merging, before those of the rows."""
        views = {
            "merge/<int:one>/<int:other>/": (self.merge_view, "merge"),
            "duplicates/": (self.duplicates_view, "duplicates"),
        }
        return [
            *(
                path(address, self.admin_site.admin_view(view), name=f"agencies_agency_{name}")
                for address, (view, name) in views.items()
            ),
            *super().get_urls(),
        ]

    def has_merge_permission(self, request):
        """Who may merge."""
        return request.user.has_perm("agencies.merge_agency")

    def require_merging(self, request):
        """Answer as if there were no page to who may not merge."""
        if not self.has_merge_permission(request):
            raise PermissionDenied

    @admin.action(description=gettext_lazy("Merge two duplicates"), permissions=["merge"])
    def merge_two(self, request, agencies):
        """Lead to the page on which the two chosen stand side by side."""
        if (count := agencies.count()) == 2:
            keys = sorted(agencies.values_list("pk", flat=True))
            return redirect("admin:agencies_agency_merge", *keys)
        messages.error(request, _("Choose exactly two agencies to merge, not %s.") % count)
        return None

    def merging_page(self, request, template, title, **context):
        """A page of merging."""
        context |= {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/agencies/{template}.html", context)

    # Two side by side

    def merge_view(self, request, one, other):
        """Two agencies side by side, with what hangs on each; confirmed, one of them goes."""
        self.require_merging(request)
        found = Agency.with_merged.select_related("parent", "province", "merged_into").in_bulk([one, other])
        if len(found) < 2:
            raise Http404
        pair = [found[one], found[other]]
        reasons = objections.reasons_against(*pair)
        if request.method == "POST" and (kept := found.get(chosen(request))):
            (gone,) = (agency for agency in pair if agency != kept)
            try:
                record = merging.merge(gone=gone, kept=kept, by=request.user)
            except merging.Refused as refusal:
                # A second click gets the same answer as the first.
                record = Merge.objects.filter(gone=gone, kept=kept, undone_at=None).first()
                reasons = refusal.reasons
            if record:
                return self.merged(request, record)
        return self.side_by_side(request, pair, reasons)

    def side_by_side(self, request, pair, reasons):
        """The page of two agencies, with the button that merges them or the reasons against that."""
        hangs = list(hanging(pair))
        weights = [sum(kind["sides"][side]["count"] for kind in hangs) for side in (0, 1)]
        first, second = sorted(agency.pk for agency in pair)
        return self.merging_page(
            request,
            "merge",
            _("Merge duplicates"),
            pair=pair,
            heavier=pair[weights[1] > weights[0]],
            fields=list(compared(pair)),
            hangs=hangs,
            reasons=shown(reasons),
            distinct=DistinctPair.objects.filter(first=first, second=second).first(),
        )

    def merged(self, request, record):
        """Lead to the agency that stays, and say how to undo it."""
        text = _("“%(gone)s” was merged into “%(kept)s”.") % {"gone": record.gone, "kept": record.kept}
        link = format_html('<a href="{}">{}</a>', address_of(record), _("See what moved, or undo it"))
        messages.success(request, format_html("{} {}", text, link))
        return redirect(address_of(record.kept))

    # The likely ones

    def duplicates_view(self, request):
        """The pairs that are probably one agency, each to be merged or told apart."""
        self.require_merging(request)
        if request.method == "POST":
            self.tell_apart(request, request.POST.getlist("agency"))
            return redirect(request.get_full_path())
        page = Paginator(likely(), PAIRS_A_PAGE).get_page(request.GET.get("page"))
        keys = {key for pair in page for key in pair.keys}
        agencies = {
            agency.pk: self.summary(agency) for agency in self.get_queryset(request).filter(pk__in=keys)
        }
        pairs = [
            (pair, [agencies[key] for key in pair.keys]) for pair in page if agencies.keys() >= {*pair.keys}
        ]
        return self.merging_page(request, "duplicates", _("Likely duplicates"), page=page, pairs=pairs)

    def summary(self, agency):
        """What tells an agency from another in a list."""
        told_by = [
            self.abbreviations(agency),
            agency.get_kind_display(),
            self.ministry(agency),
            agency.province,
        ]
        known = [str(text) for text in told_by if text not in (None, EMPTY)]
        return {"agency": agency, "known": " · ".join(known), "awards": agency.held}

    def tell_apart(self, request, keys):
        """Note that two agencies are not duplicates, once."""
        keys = [key for key in keys if is_key(Agency, key)]
        agencies = list(Agency.objects.filter(pk__in=keys).order_by("pk"))
        if len(agencies) != 2:
            raise BadRequest("Not two agencies.")
        first, second = agencies
        DistinctPair.objects.get_or_create(first=first, second=second, defaults={"decided_by": request.user})
        text = _("“%(first)s” and “%(second)s” are two agencies and no longer listed here.")
        messages.success(request, text % {"first": first, "second": second})

    # A merged one

    def get_object(self, request, object_id, from_field=None):
        """The agency; a merged one too, which is left out of the list but keeps its page and history."""
        agency = super().get_object(request, object_id, from_field)
        if agency is None and from_field is None and is_key(Agency, object_id):
            agency = Agency.with_merged.filter(pk=object_id, merged_into__isnull=False).first()
        return agency

    def has_change_permission(self, request, obj=None):
        """Who may change agencies: nobody a merged one."""
        return super().has_change_permission(request, obj) and not is_merged(obj)

    def has_delete_permission(self, request, obj=None):
        """Who may delete agencies: nobody a merged one."""
        return super().has_delete_permission(request, obj) and not is_merged(obj)

    def reason_against(self, request, object_id):
        """Why the agency cannot be changed at all: it is gone, or merged into another."""
        if gone := super().reason_against(request, object_id):
            return gone
        agency = self.get_object(request, unquote(object_id))
        return objections.already_merged(agency).text if is_merged(agency) else ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The page of an agency; of a merged one with the merge, and whether it may be undone here."""
        if is_merged(obj):
            context["merge"] = Merge.objects.filter(gone=obj, undone_at=None).first()
            context["may_undo"] = self.has_merge_permission(request)
        return super().render_change_form(request, context, add, change, form_url, obj)


def is_merged(agency):
    """Whether the agency is merged by now; a version from the history may say otherwise."""
    row = stored_row(agency) if hasattr(agency, "_history") else agency
    return row is not None and row.merged_into_id is not None


def chosen(request):
    """The key of the agency that is to stay, None where there is no such key."""
    key = request.POST.get("keep", "")
    return int(key) if is_key(Agency, key) else None


def shown(reasons):
    """The reasons with the rows to look at."""
    return [{"text": reason.text, "rows": [told(row) for row in reason.rows]} for reason in reasons]

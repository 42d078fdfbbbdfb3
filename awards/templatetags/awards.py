"""What public pages say of awards: how many are known, under which name, and what an agency won."""

import re

from django import template
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import Kind
from awards.correcting.words import with_changes
from awards.lines import drawable
from awards.models import Winner
from awards.naming import agency_named, recipient_named
from awards.records import by_award_and_year, record_of, total_within
from awards.streaks import is_incomplete, known_and_given
from awards.timeline import timeline
from awardsportal.shown import from_to, local, number, plain

register = template.Library()

FIGURE = re.compile(r"\d[\d,]*")


@register.simple_tag(takes_context=True)
def address(context, thing):
    """The address of a ceremony or winner: its public one, or within the preview that is being read."""
    preview = context.get("preview")
    return preview.address_of(thing) if preview else thing.get_absolute_url()


@register.simple_tag(takes_context=True)
def photo_address(context, photo, width):
    """The address of a photo in one of its widths: its public one, or within the preview being read."""
    preview = context.get("preview")
    return f"{preview.home}{photo.file_name(width)}" if preview else photo.address(width)


@register.simple_tag(takes_context=True)
def photo_choices(context, photo):
    """The addresses of a photo in all of its widths, from which the browser chooses, as srcset lists them."""
    return ", ".join(f"{photo_address(context, photo, width)} {width}w" for width in photo.widths())


@register.simple_tag(takes_context=True)
def attachment_address(context, attachment):
    """The address of a document: its public one, or within the preview that is being read."""
    preview = context.get("preview")
    return f"{preview.home}{attachment.file_name}" if preview else attachment.get_absolute_url()


@register.filter
def awards(count):
    """The number of awards in words: 24 awards."""
    return ngettext("%(n)s award", "%(n)s awards", count) % {"n": number(count)}


@register.filter
def awards_known(count, is_all):
    """The number of awards in words, and where it may not be all of them, that so many are known."""
    if is_all:
        return awards(count)
    return ngettext("%(n)s award known", "%(n)s awards known", count) % {"n": number(count)}


@register.filter
def agencies(count):
    """The number of agencies in words: 47 agencies."""
    return ngettext("%(n)s agency", "%(n)s agencies", count) % {"n": number(count)}


@register.filter
def years(count):
    """The number of years in words: 5 years."""
    return ngettext("%(n)s year", "%(n)s years", count) % {"n": number(count)}


@register.filter
def times(count):
    """How often in words: 5 times."""
    return ngettext("%(n)s time", "%(n)s times", count) % {"n": number(count)}


register.filter(from_to)
register.filter(is_incomplete)
register.simple_tag(with_changes)


@register.filter
def completeness(ceremony):
    """How many of its awards a ceremony with counts shows: "24 awards", or "22 of 33 awards known"."""
    known, given = known_and_given(ceremony)
    if given is None and not known:
        return _("Winners not known yet")
    if given is None:
        return _("%(known)s awards known so far") % {"known": number(known)}
    if not is_incomplete(ceremony):
        return awards(ceremony.known_awards)
    by_awards = ceremony.awards_given is not None
    text = (
        _("%(known)s of %(given)s awards known") if by_awards else _("%(known)s of %(given)s agencies known")
    )
    return text % {"known": number(known), "given": number(given)}


@register.filter
def known_of_quota(category):
    """How many of its awards a category with_known shows; a withdrawn one is as known as any.

    Its ceremony is one with counts: without a quota, all are known where all of the ceremony are.
    """
    if category.quota and category.known < category.quota:
        text = _("%(known)s of %(given)s awards known")
        return text % {"known": number(category.known), "given": number(category.quota)}
    is_all = category.quota or not is_incomplete(category.ceremony)
    return awards_known(category.known, is_all) if category.known or is_all else _("Winners not known yet")


@register.filter
def tells_answers(survey):
    """Whether a survey's own text says how many agencies were asked, and how many answered."""
    told = {figure.replace(",", "") for figure in FIGURE.findall(plain(survey, "text"))}
    return told.issuperset(str(count) for count in (survey.population, survey.answers) if count is not None)


@register.filter
def withdrawn_among(headings):
    """How many awards were withdrawn, of the categories under all headings."""
    return sum(
        bool(winner.withdrawn_at)
        for categories in headings
        for category in categories
        for winner in category.winners.all()
    )


@register.filter
def renamed(winner):
    """Whether the agency was announced under a name that the page shows, and today's is another."""
    return winner.has_renamed_agency() and plain(winner, "agency_name") != plain(winner.agency, "name")


@register.filter
def as_announced(winner):
    """The agency's name as announced; today's in English, where none was given and it has not changed."""
    return local(*agency_named(winner))


@register.filter
def recipient(winner):
    """Who won: the person, or the agency as announced."""
    return local(*recipient_named(winner))


@register.filter
def in_a_row(streak):
    """How long a streak is in words: 5 years in a row, or 3 times in a row where years lie between."""
    count = len(streak.years)
    if streak.is_yearly:
        return ngettext("%(n)s year in a row", "%(n)s years in a row", count) % {"n": number(count)}
    return ngettext("%(n)s time in a row", "%(n)s times in a row", count) % {"n": number(count)}


@register.filter
def ranking(rank):
    """The place of an agency among those of its kind in words: no. 2 (shared) of 31 agencies."""
    if rank.among == 1:
        return _("The only agency of its kind with an award")
    text = (
        _("No. %(place)s (shared) of %(agencies)s") if rank.is_shared else _("No. %(place)s of %(agencies)s")
    )
    return text % {"place": number(rank.place), "agencies": agencies(rank.among)}


@register.inclusion_tag("awards/_agency_wins.html", takes_context=True)
def agency_wins(context, agency, events, former_names):
    """All that an agency won, and persons in an office of it; its streaks, its rank, and its badge.

    What became of it and what it was called stands among its wins.
    """
    record, request = record_of(agency, context["line"]), context["request"]
    return {
        "agency": agency,
        "record": record,
        "within": total_within(agency) if agency.kind == Kind.MINISTRY else 0,
        "table": by_award_and_year(record.own.standing),
        "timeline": timeline(record.own.listed, events, former_names),
        "badge_text": badge_text(record),
        "page": request.build_absolute_uri(agency.get_absolute_url()),
        "badge": request.build_absolute_uri(reverse("awards:badge", args=[agency.code])),
    }


def in_brief(record):
    """The record of an agency in a line: 12 awards, 5 years in a row 2019–2023."""
    parts = [awards(record.own.total)]
    if streak := record.longest:
        parts.append(f"{in_a_row(streak)} {from_to(streak.years)}")
    return ", ".join(parts)


@register.filter
def badge_text(record):
    """What the badge of an agency says, for who cannot see it."""
    told = {"name": drawable(plain(record.own.agency, "name")), "record": in_brief(record)}
    return _("Digital Government Awards: %(name)s, %(record)s") % told


@register.simple_tag
def with_wins(agencies):
    """Each agency with the number of its awards, in one query for all of them."""
    agencies = list(agencies)
    standing = Winner.objects.published().standing().filter(agency__in=agencies)
    counts = dict(standing.order_by().values_list("agency").annotate(Count("pk")))
    return [(agency, counts.get(agency.pk, 0)) for agency in agencies]

"""What public pages say of awards: how many are known, under which name, and what an agency won."""

import re

from django import template
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Winner
from awardsportal.shown import local, number, year
from awardsportal.thai.text import fold

register = template.Library()

PROVINCE_BEHIND = re.compile(r"(?<=\S) (?:จังหวัด|จ\.) ?\S+$")


@register.filter
def awards(count):
    """The number of awards in words: 24 awards."""
    return ngettext("%(n)s award", "%(n)s awards", count) % {"n": number(count)}


@register.filter
def agencies(count):
    """The number of agencies in words: 47 agencies."""
    return ngettext("%(n)s agency", "%(n)s agencies", count) % {"n": number(count)}


@register.filter
def years(count):
    """The number of years in words: 5 years."""
    return ngettext("%(n)s year", "%(n)s years", count) % {"n": number(count)}


def known_and_given(ceremony):
    """How many of what was counted are known, and how many were given, or None where no source says it."""
    if ceremony.awards_given is None and ceremony.agencies_awarded is not None:
        return ceremony.known_agencies, ceremony.agencies_awarded
    return ceremony.known_awards, ceremony.awards_given


@register.filter
def is_incomplete(ceremony):
    """Whether winners of a ceremony with counts are missing here, or may be."""
    known, given = known_and_given(ceremony)
    return given is None or known < given


@register.filter
def completeness(ceremony):
    """How many of its awards a ceremony with counts shows: "24 awards", or "22 of 33 awards known"."""
    known, given = known_and_given(ceremony)
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
    """How many of its awards a category with winners shows; a withdrawn one is as known as any."""
    known = len(category.winners.all())
    if category.quota and known < category.quota:
        text = _("%(known)s of %(given)s awards known")
        return text % {"known": number(known), "given": number(category.quota)}
    return awards(known)


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
def as_announced(winner):
    """The agency's name as announced; today's in English, where none was given and it has not changed."""
    if winner.agency_name_en or was_renamed(winner):
        return local(winner, "agency_name")
    return local(winner.agency, "name")


@register.filter
def recipient(winner):
    """Who won: the person, or the agency as announced."""
    return local(winner, "person") if winner.person_th else as_announced(winner)


@register.filter
def was_renamed(winner):
    """Whether the agency has another name today than was announced, whatever their spelling.

    The province that is often added to the name of a local body makes no other name.
    """
    announced, today = winner.agency_name_th, winner.agency.name_th
    names = {fold(today), fold(PROVINCE_BEHIND.sub("", today))}
    return fold(announced) not in names and fold(PROVINCE_BEHIND.sub("", announced)) != fold(today)


@register.filter
def from_to(years):
    """The first and the last of some years in the era of the page: 2562–2566."""
    first, last = year(years[0]), year(years[-1])
    return first if first == last else f"{first}–{last}"


@register.inclusion_tag("awards/_agency_wins.html")
def agency_wins(agency):
    """All that an agency won, and persons in an office of it, the latest first."""
    wins = list(agency.wins.published().for_listing().latest_first())
    standing = [winner for winner in wins if not winner.withdrawn_at]
    return {
        "agency": agency,
        "wins": wins,
        "wins_count": len(standing),
        "years_count": len({winner.category.ceremony_id for winner in standing}),
    }


@register.simple_tag
def with_wins(agencies):
    """Each agency with the number of its awards, in one query for all of them."""
    agencies = list(agencies)
    standing = Winner.objects.published().standing().filter(agency__in=agencies)
    counts = dict(standing.order_by().values_list("agency").annotate(Count("pk")))
    return [(agency, counts.get(agency.pk, 0)) for agency in agencies]

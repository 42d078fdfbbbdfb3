"""What each page says to machines, and by which names its head calls things."""

from html import unescape

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.naming import recipient_named
from awards.sharing.structured import (
    dataset,
    event,
    item_list,
    page,
    page_of_win,
    script,
    trail,
    website,
    whole_organization,
)
from awardsportal.shown import plain
from awardsportal.templatetags.portal import canonical

register = template.Library()


def lists():
    """The steps of the trails that all begin with: by the first part of an address."""
    return {
        "ceremonies": (_("Ceremonies"), reverse("awards:ceremonies")),
        "awards": (_("Awards"), reverse("awards:awards")),
        "agencies": (_("Agencies"), reverse("agencies:agencies")),
    }


def step(thing):
    """The step of a trail that is the page of a thing."""
    return plain(thing, "name"), thing.get_absolute_url()


@register.filter
def recipient_name(winner):
    """Who won, as text for titles."""
    return plain(*recipient_named(winner))


@register.simple_tag(takes_context=True)
def structured_home(context):
    """What the front page is."""
    return script(website(context["request"].build_absolute_uri))


@register.simple_tag(takes_context=True)
def structured_page(context, kind="WebPage"):
    """A page of which its head says all there is to say."""
    absolute = context["request"].build_absolute_uri
    title, description, address = here(context)
    told = page(kind, title, description, address, absolute)
    return script(trail([(title, address)], absolute), told)


def here(context):
    """The name of the page, what it is about, and its address; as text, and no HTML."""
    return unescape(context["page_title"]), unescape(context["page_description"]), canonical(context)


@register.simple_tag(takes_context=True)
def structured_list(context, section, things, total=None):
    """A list of ceremonies, awards or agencies."""
    absolute, first = context["request"].build_absolute_uri, lists()[section]
    named = [(thing, plain(thing, "name")) for thing in things]
    title, description, address = here(context)
    listed = page("CollectionPage", title, description, address, absolute)
    listed["mainEntity"] = item_list(first[0], named, absolute, total)
    return script(trail([first], absolute), listed)


@register.simple_tag(takes_context=True)
def structured_statistics(context, charts, years):
    """The figures behind the charts."""
    absolute = context["request"].build_absolute_uri
    title, description, address = here(context)
    name = f"{_('Digital Government Awards')} · {title}"
    files = [
        (str(chart.title), reverse("awards:statistics_csv", args=[chart.name]))
        for chart in charts
        if chart.figure.rows
    ]
    told = dataset(name, description, address, absolute, years, files)
    return script(trail([(title, address)], absolute), told)


@register.simple_tag(takes_context=True)
def structured_ceremony(context, ceremony, headings):
    """A ceremony and its winners."""
    absolute = context["request"].build_absolute_uri
    categories = [category for under_heading in headings for category in under_heading]
    return script(
        trail([lists()["ceremonies"], step(ceremony)], absolute),
        event(ceremony, absolute),
        list_of_winners(ceremony, categories, absolute),
    )


@register.simple_tag(takes_context=True)
def structured_award(context, award, categories):
    """An award and those who won it."""
    absolute = context["request"].build_absolute_uri
    return script(
        trail([lists()["awards"], step(award)], absolute), list_of_winners(award, categories, absolute)
    )


def list_of_winners(thing, categories, absolute):
    """The winners of a ceremony or award whose award was not withdrawn."""
    winners = [winner for category in categories for winner in category.winners.all()]
    named = [(winner, recipient_name(winner)) for winner in winners if not winner.withdrawn_at]
    return item_list(plain(thing, "name"), named, absolute)


@register.simple_tag(takes_context=True)
def structured_winner(context, winner):
    """A win."""
    absolute, ceremony = context["request"].build_absolute_uri, winner.category.ceremony
    last = recipient_name(winner), winner.get_absolute_url()
    return script(
        trail([lists()["ceremonies"], step(ceremony), last], absolute),
        page_of_win(winner, absolute),
        event(ceremony, absolute),
    )


@register.simple_tag(takes_context=True)
def structured_agency(context, agency):
    """An agency."""
    absolute = context["request"].build_absolute_uri
    return script(trail([lists()["agencies"], step(agency)], absolute), whole_organization(agency, absolute))

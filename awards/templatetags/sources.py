"""Where what pages tell is from: addresses and documents, one a line."""

import re

from django import template
from django.template.defaultfilters import urlize
from django.utils.html import format_html_join

from awardsportal.shown import marked

register = template.Library()

ADDRESS = re.compile(r"((?:https?://|www\.)\S+)")


@register.filter
def sources(winner):
    """What a winner is known from."""
    return [line.strip() for line in winner.source.splitlines() if line.strip()]


@register.filter
def sources_among(categories):
    """What the winners of the categories are known from, each source once."""
    winners = (winner for category in categories for winner in category.winners.all())
    return list(dict.fromkeys(source for winner in winners for source in sources(winner)))


@register.filter
def with_links(source):
    """A source with its addresses as links, and the rest marked where it is in Thai on an English page."""
    parts = ADDRESS.split(source)
    return format_html_join(
        "", "{}", [(urlize(part) if ADDRESS.match(part) else marked(part),) for part in parts]
    )

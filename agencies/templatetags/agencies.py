"""How the public pages of agencies name several of them."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from awardsportal.shown import local

register = template.Library()


@register.filter
def linked(agencies, here=None):
    """The agencies in one phrase, each leading to its page but the one that the page is about."""
    names = [named(agency, here) for agency in agencies]
    if len(names) < 2:
        return names[0] if names else ""
    *some, last = names
    some = format_html(", ".join(["{}"] * len(some)), *some)
    return format_html(_("{some} and {last}"), some=some, last=last)


def named(agency, here):
    """The agency's name, leading to its page unless it is here."""
    if agency == here:
        return format_html("<strong>{}</strong>", local(agency, "name"))
    return format_html('<a href="{}">{}</a>', agency.get_absolute_url(), local(agency, "name"))

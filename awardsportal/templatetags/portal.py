"""How pages show things and lead on, in the page's language."""

from django import template
from django.urls import reverse, translate_url
from django.utils.html import format_html

from awardsportal import shown

register = template.Library()

LANGUAGES = {"th": "ไทย", "en": "English"}

for show in (shown.day, shown.moment, shown.year, shown.number, shown.plain, shown.language_of, shown.local):
    register.filter(show)


@register.simple_tag(takes_context=True)
def page_addresses(context, address=None):
    """The address of this page, or of the one given, in each language, as in a list of links."""
    request = context["request"]
    return [
        {
            "language": language,
            "name": name,
            "address": translate_url(address or request.get_full_path(), language),
            "is_current": language == shown.page_language(),
        }
        for language, name in LANGUAGES.items()
    ]


@register.simple_tag(takes_context=True)
def within(context, name):
    """What marks a link of the navigation as where the reader is: on that page, or on one below it."""
    here = context["request"].path.startswith(reverse(name))
    return format_html(' aria-current="{}"', "true") if here else ""

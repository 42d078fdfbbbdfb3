"""How pages show things and lead on, in the page's language."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

from awardsportal import shown

register = template.Library()

LANGUAGES = {"th": "ไทย", "en": "English"}
# In letters: as many lines of a heading on a phone as are still pleasant to read.
LONG = 100

for show in (
    shown.day,
    shown.moment,
    shown.year,
    shown.number,
    shown.plain,
    shown.language_of,
    shown.local,
    shown.marked,
    shown.language_mark,
    shown.whole,
):
    register.filter(show)
register.filter("clock", shown.clock, expects_localtime=True)


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


@register.simple_block_tag
def words(content):
    """A part of the page in one line, so that it can be said in several places."""
    return SafeString(" ".join(content.split()))


@register.simple_tag(takes_context=True)
def canonical(context):
    """The address that the page is known by: with those of its questions that were asked and understood."""
    request, form = context["request"], context.get("form")
    questions = [name for name in getattr(form, "fields", ()) if name not in form.errors]
    asked = {name: request.GET[name] for name in questions if request.GET.get(name)}
    number = getattr(context.get("page"), "number", 1)
    if number > 1:
        asked["page"] = number
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


@register.filter
def absolute(address, request):
    """The address with the host in front."""
    return f"{request.scheme}://{request.get_host()}{address}"


@register.filter
def long(name):
    """What marks a heading whose name is so long that it is set in smaller letters."""
    return format_html(' class="{}"', "long") if len(name) > LONG else ""

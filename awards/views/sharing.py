"""The picture of a page that is shared, which other sites show beside its link."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from awards.models import Ceremony, Winner
from awards.naming import agency_named, recipient_named
from awards.sharing.pictures import Card, draw
from awards.templatetags.awards import completeness
from awardsportal.shown import day, plain


def ceremony_picture(request, slug):
    """The picture of a released ceremony."""
    ceremony = get_object_or_404(Ceremony.objects.published().with_counts(), slug=slug)
    return picture(card_of_ceremony(ceremony))


def winner_picture(request, ref):
    """The picture of a released win."""
    return picture(card_of_winner(get_object_or_404(Winner.objects.published().for_listing(), ref=ref)))


def picture(card):
    """The picture, which any site may show."""
    response = HttpResponse(draw(card), content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def card_of_ceremony(ceremony):
    """What the picture of a ceremony with counts says."""
    place = plain(ceremony, "venue")
    return Card(
        occasion=edition_of(ceremony),
        name=plain(ceremony, "name"),
        detail=" · ".join(filter(None, [day(ceremony.held_on), place])),
        title=completeness(ceremony),
    )


def edition_of(ceremony):
    """Which of the ceremonies it is."""
    if ceremony.edition:
        return _("Ceremony no. %(edition)s") % {"edition": ceremony.edition}
    return _("Award ceremony")


def card_of_winner(winner):
    """What the picture of a win says, also that it was withdrawn."""
    told = _("This award was withdrawn on %(day)s.") % {"day": day(winner.withdrawn_at)}
    return Card(
        occasion=plain(winner.category.ceremony, "name"),
        name=plain(*recipient_named(winner)),
        detail=office_of(winner),
        title=plain(winner.category, "title"),
        is_person=bool(winner.person_th),
        withdrawn=told if winner.withdrawn_at else "",
    )


def office_of(winner):
    """The position and the agency of a person; nothing where an agency won."""
    if not winner.person_th:
        return ""
    position = plain(winner, "position")
    if winner.acting and position:
        position = _("Acting %(position)s") % {"position": position}
    return " ".join(filter(None, [position, plain(*agency_named(winner))]))

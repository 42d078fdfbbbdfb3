"""The picture of a page that is shared, which other sites show beside its link."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agencies.views import of_agency
from awards.models import Award, Ceremony, Winner
from awards.naming import agency_named, recipient_named
from awards.records import record_of
from awards.sharing.pictures import Card, draw
from awards.streaks import Editions
from awards.templatetags.awards import awards_known, completeness, in_brief, years
from awardsportal.shown import day, plain


def portal_picture(request):
    """The picture of all pages that have none of their own."""
    return picture(card_of_portal())


def ceremony_picture(request, slug):
    """The picture of a released ceremony."""
    ceremony = get_object_or_404(Ceremony.objects.published().with_counts(), slug=slug)
    return picture(card_of_ceremony(ceremony))


def winner_picture(request, ref):
    """The picture of a released win."""
    return picture(card_of_winner(get_object_or_404(Winner.objects.published().for_listing(), ref=ref)))


def award_picture(request, code):
    """The picture of an award."""
    return picture(card_of_award(get_object_or_404(Award.objects.published(), code=code)))


@of_agency
def agency_picture(request, agency):
    """The picture of an agency."""
    return picture(card_of_agency(record_of(agency)))


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


def card_of_award(award):
    """What the picture of an award says, with how often it was given."""
    given = Winner.objects.published().standing().filter(category__award=award)
    counts = given.aggregate(awards=Count("pk"), years=Count("category__ceremony", distinct=True))
    known = awards_known(counts["awards"], Editions([award.pk]).have_all(award))
    told = {"awards": known, "years": years(counts["years"])}
    return Card(
        occasion=_("Digital Government Awards"),
        name=plain(award, "name"),
        detail="",
        title=_("%(awards)s in %(years)s") % told if counts["awards"] else "",
        is_won=counts["awards"] > 0,
    )


def card_of_agency(record):
    """What the picture of an agency says: what it is, and its record, if it has one."""
    agency = record.own.agency
    above = plain(agency.parent, "name") if agency.parent else ""
    return Card(
        occasion=_("Digital Government Awards"),
        name=plain(agency, "name"),
        detail=" · ".join(filter(None, [agency.get_kind_display(), above])),
        title=in_brief(record) if record.own.total else "",
        is_won=record.own.total > 0,
    )


def card_of_portal():
    """What the picture of the whole portal says."""
    return Card(
        occasion=_("Digital Government Development Agency (Public Organization)"),
        name=_("Digital Government Awards"),
        detail=_("The winners of Thailand’s Digital Government Awards, year by year."),
        title="",
    )

"""The public pages of the awards; those of a ceremony and a winner also serve as preview before release."""

from itertools import groupby

from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from agencies import lineage
from agencies.views import of_agency
from awards.badge import set_name
from awards.citing import citation_of_ceremony, citation_of_winner
from awards.models import Award, Category, Ceremony, Correction, Finding, Indicator, Level, Winner
from awards.records import given_of, record_of
from awards.statistics.figures import counts_by_award, most_awarded
from awards.statistics.tally import Tally
from awards.streaks import Editions
from awardsportal.shown import plain

EARLIER = NEWS = 4
# What is told of a finding.
FOUND = ("level", "place", "score", "text_th", "text_en")
MOST_AWARDED = 8


def home(request):
    """The front page: the latest ceremony, figures, the agencies with the most awards, and what is new."""
    ceremonies = Ceremony.objects.published()
    latest, *earlier = ceremonies.with_counts()[: 1 + EARLIER] or [None]
    tally = Tally()
    context = {
        # No more than this may be known of it.
        "coming": Ceremony.objects.announced().values("year", "release_at").first(),
        "ceremony": latest,
        "earlier": earlier,
        "categories": latest.categories.with_known() if latest else [],
        "tally": tally,
        "ceremonies": ceremonies.count(),
        "most_awarded": most_awarded(tally).rows[:MOST_AWARDED],
        "corrections": Correction.objects.published().select_related("ceremony", "winner__agency")[:NEWS],
    }
    return render(request, "awards/home.html", context)


def ceremonies(request):
    """All released ceremonies, the latest first."""
    ceremonies = Ceremony.objects.published().with_counts()
    return render(request, "awards/ceremonies.html", {"ceremonies": ceremonies})


def ceremony(request, slug):
    """A released ceremony."""
    return show_ceremony(request, get_object_or_404(for_page(Ceremony.objects.published()), slug=slug))


def for_page(ceremonies):
    """The ceremonies with all that a page says of one, what it shows of its neighbours included."""
    shown = JSONObject(slug="slug", year="year", name_th="name_th", name_en="name_en")
    released = Ceremony.objects.published().values(shown=shown)
    earlier = released.filter(year__lt=OuterRef("year")).order_by("-year")[:1]
    later = released.filter(year__gt=OuterRef("year")).order_by("year")[:1]
    ceremonies = ceremonies.with_counts().select_related("organiser", "survey")
    return ceremonies.annotate(earlier=Subquery(earlier), later=Subquery(later))


def show_ceremony(request, ceremony, preview=None):
    """The page of any ceremony for_page, or its Preview; who may see it is for the caller to decide."""
    categories = list(with_winners(ceremony.categories.all()))
    indicators = indicators_of(ceremony)
    context = {
        "preview": preview,
        "ceremony": ceremony,
        "citation": citation_of_ceremony(ceremony, request.build_absolute_uri(ceremony.get_absolute_url())),
        "categories": categories,
        "headings": by_heading(categories),
        "survey": getattr(ceremony, "survey", None),
        "indicators": list(dict.fromkeys(indicators)),
        "findings": findings_by_level(indicators),
        "corrections": corrections_of(ceremony, preview),
        **media_of(ceremony),
        "earlier": ceremony.earlier and Ceremony(**ceremony.earlier),
        "later": ceremony.later and Ceremony(**ceremony.later),
    }
    return render(request, "awards/ceremony.html", context)


def with_winners(categories):
    """The categories with their awards, ceremonies and winners, in a number of queries that does not grow."""
    winners = Winner.objects.select_related("agency").in_order()
    ceremonies = Ceremony.objects.with_counts()
    categories = categories.with_known().select_related("award")
    return categories.prefetch_related(Prefetch("ceremony", ceremonies), Prefetch("winners", winners))


def by_heading(categories):
    """The categories under their headings, in order; one heading is one group, wherever they stand."""
    groups: dict[str, list[Category]] = {}
    for category in categories:
        groups.setdefault(category.heading_th, []).append(category)
    return list(groups.values())


def indicators_of(ceremony):
    """The indicators of a ceremony's survey, in order: each as often as there are findings on it, or once."""
    found = {name: F(f"findings__{name}") for name in FOUND}
    return list(Indicator.objects.filter(survey__ceremony=ceremony).annotate(**found).order_by("order", "pk"))


def findings_by_level(indicators):
    """The findings that came with the indicators, as (level's name, findings), in the order of the levels."""
    findings = [
        Finding(indicator=each, **{name: getattr(each, name) for name in FOUND})
        for each in indicators
        if each.level
    ]
    findings.sort(key=lambda each: (Level.values.index(each.level), each.place is None, each.place))
    return [(level, list(group)) for level, group in groupby(findings, Finding.get_level_display)]


def corrections_of(thing, preview):
    """What was put right about a winner, or a ceremony and its winners, the latest first."""
    # Before its release there is nothing to put right.
    corrections = thing.corrections.none() if preview else thing.corrections.published()
    return corrections.select_related("winner__agency", "winner__category")


def media_of(thing):
    """The cover, the other photos and the documents of a ceremony or winner."""
    photos = list(thing.photos.all())
    return {
        "cover": next((photo for photo in photos if photo.is_cover), None),
        "photos": [photo for photo in photos if not photo.is_cover],
        "attachments": thing.attachments.all(),
    }


def awards(request):
    """The recurring awards: how often each was given in how many years, and whether all of that is known."""
    counted = counts_by_award()
    editions = Editions([award.pk for award in counted])
    given = [
        (award, counts.total(), len(+counts), editions.have_all(award)) for award, counts in counted.items()
    ]
    context = {"awards": list(counted), "given": given}
    return render(request, "awards/awards.html", context)


def award(request, code):
    """One award through the years, the latest first."""
    award = get_object_or_404(Award.objects.published(), code=code)
    categories = Category.objects.published().filter(award=award).order_by("-ceremony__year", "order", "pk")
    categories = list(with_winners(categories))
    context = {
        "award": award,
        "categories": categories,
        "given": given_of(categories),
        "is_all": Editions([award.pk]).have_all(award),
    }
    return render(request, "awards/award.html", context)


def winner(request, ref):
    """A released win."""
    return show_winner(request, get_object_or_404(Winner.objects.published().for_listing(), ref=ref))


def show_winner(request, winner, preview=None):
    """The page of any winner, or its Preview; who may see it is for the caller to decide."""
    # A preview shows the ceremony at hand as it will be: with the other wins of the agency there.
    shown = Q(pk__in=Winner.objects.published().values("pk")) | Q(category__ceremony=winner.category.ceremony)
    others = winner.agency.wins.filter(shown).exclude(pk=winner.pk).for_listing()
    today = lineage.today(winner.agency)
    address = request.build_absolute_uri(winner.get_absolute_url())
    context = {
        "preview": preview,
        "winner": winner,
        "address": address,
        "citation": citation_of_winner(winner, address),
        "today": today,
        "successors": [agency for agency in today if agency != winner.agency],
        "others": others.latest_first(),
        "corrections": corrections_of(winner, preview),
        **media_of(winner),
    }
    return render(request, "awards/winner.html", context)


@of_agency
def badge(request, agency):
    """The record of an agency in a picture, which the agency may show on its own site."""
    record = record_of(agency)
    if not record.own.total:
        raise Http404
    context = {"agency": agency, "record": record, "name": set_name(plain(agency, "name"))}
    response = render(request, "awards/badge.svg", context, content_type="image/svg+xml")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

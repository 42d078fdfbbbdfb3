"""A portal with ceremonies that are not released, and all that it can be asked for about them."""

from datetime import timedelta
from itertools import product
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from agencies.directory import FullDirectoryForm
from agencies.models import How, Kind, Succession
from awards.models import (
    Attachment,
    Award,
    Category,
    Ceremony,
    Photo,
    PreviewLink,
    Recipient,
    State,
    Winner,
)
from awards.roles import ROLES
from awards.search.form import SearchForm
from awards.search.programme import Programme
from awards.search.search import Order
from awards.views.statistics import CHARTS
from tests.factories import (
    make_agency,
    make_award,
    make_category,
    make_ceremony,
    make_correction,
    make_photo,
    make_user,
    make_winner,
)
from tests.project.canaries import Bundle

STATES = [State.DRAFT, State.IN_REVIEW, State.APPROVED]
STRAYS = ["/nothing/", "/en/nothing/", "/en", "/search/?q=%00", "/ceremonies/%00/", "/ceremonies/2024.json"]


class World:
    """A released ceremony and its neighbours, and beside them three that are not: one in each state."""

    bundle = Bundle

    def __init__(self):
        past, soon = timezone.now() - timedelta(days=9), timezone.now() + timedelta(hours=1)
        self.ministry = make_agency("กระทรวงหนึ่ง", code="ministry", kind=Kind.MINISTRY)
        self.known = make_agency("กรมที่เคยได้", code="known", parent=self.ministry)
        self.silent = make_agency("กรมที่ไม่เคยได้", code="silent", parent=self.ministry)
        self.heir = make_agency("กรมที่สืบต่อ", code="heir", parent=self.ministry)
        Succession.objects.create(predecessor=self.silent, successor=self.heir, how=How.RENAMED)
        self.award, leader = make_award(code="known"), make_award(code="leader", recipient=Recipient.PERSON)
        # A streak that goes on from each to the next, as long as nothing is known of those in between.
        for year in (2019, 2020, 2025):
            self.released = make_ceremony(year, release_at=past, organiser=self.known, awards_given=2)
            category = make_category(self.released, award=self.award, quota=1)
            self.winner = make_winner(category, agency=self.known)
            leaders = make_category(self.released, award=leader, level="PERSON", quota=1)
            make_winner(leaders, agency=self.known)
        make_correction(self.winner)
        self.photo = make_photo(self.released)
        # Approved as well, and shown to somebody of the press, who sees no more than that.
        self.neighbour = make_ceremony(2023, release_at=soon)
        self.shown = make_winner(make_category(self.neighbour, award=self.award), agency=self.known)
        self.link = PreviewLink.objects.create(
            ceremony=self.neighbour, name="ข่าว", made_by=make_user(), expires_at=soon, token="given"
        )
        self.staff = {role: make_user(role) for role in ROLES}
        self.bundles = [
            self.bundle(year, known=self.known, silent=self.silent, award=self.award)
            for year in (2021, 2022, 2024)
        ]
        for bundle, state in zip(self.bundles, STATES, strict=True):
            bundle.set(state, soon)
        self.words = {word: place for bundle in self.bundles for word, place in bundle.words.items()}

    def each(self, model, *others):
        """The rows of the model that are hidden, and others beside them."""
        return [*others, *(row for bundle in self.bundles for row in bundle.rows[model])]

    def delete(self):
        """Let there be nothing but what is released."""
        for bundle in self.bundles:
            bundle.delete()
        Winner.objects.filter(category__ceremony=self.neighbour).delete()
        self.neighbour.delete()

    def release(self):
        """Let all be public since a minute ago."""
        for bundle in self.bundles:
            bundle.set(State.APPROVED, timezone.now() - timedelta(minutes=1))


def arguments(world):
    """For each public view: all that it can be asked for, hidden or not, as the arguments of its address."""
    agencies = [[agency.code] for agency in (world.known, world.silent, world.heir, world.ministry)]
    photos, attachments = world.each(Photo, world.photo), world.each(Attachment)
    ceremonies = world.each(Ceremony, world.released, world.neighbour)
    winners, links = world.each(Winner, world.winner, world.shown), world.each(PreviewLink)
    # One that works, for another ceremony; and one that worked until it was revoked.
    tokens = [world.link.token, links[-1].token]
    media = [[photo.key, width] for photo in photos for width in photo.widths()]
    return {
        "healthz": [[]],
        "readyz": [[]],
        "agencies:agencies": [[]],
        "agencies:agency": agencies,
        "awards:home": [[]],
        "awards:ceremonies": [[]],
        "awards:ceremony": [[ceremony.slug] for ceremony in ceremonies],
        "awards:ceremony_picture": [[ceremony.slug] for ceremony in ceremonies],
        "awards:awards": [[]],
        "awards:award": [[award.code] for award in world.each(Award, world.award)],
        "awards:award_picture": [[award.code] for award in world.each(Award, world.award)],
        "awards:picture": [[]],
        "awards:ceremony_feed": [[ceremony.slug] for ceremony in ceremonies],
        "awards:feed": [[]],
        "awards:winner_feed": [[]],
        "awards:winner": [[winner.ref] for winner in winners],
        "awards:winner_picture": [[winner.ref] for winner in winners],
        "awards:agency_picture": agencies,
        "awards:badge": agencies,
        "awards:corrections": [[]],
        "awards:corrections_json": [[]],
        "awards:correction_feed": [[]],
        "awards:privacy": [[]],
        "awards:accessibility": [[]],
        "awards:search": [[]],
        "awards:statistics": [[]],
        "awards:statistics_svg": [[chart.name] for chart in CHARTS],
        "awards:statistics_csv": [[chart.name] for chart in CHARTS],
        "awards:search_csv": [[]],
        "awards:suggestions": [[]],
        "awards:press_ceremony": [[token] for token in tokens],
        "awards:press_winner": [[token, winner.ref] for token in tokens for winner in winners],
        "awards:press_photo": [[token, *each] for token in tokens for each in media],
        "awards:press_attachment": [[token, each.key] for token in tokens for each in attachments],
        "files:robots": [[]],
        "files:sitemaps": [[]],
        "files:sitemap": [[section] for section in ("pages", "ceremonies", "awards", "winners", "agencies")],
        "files:photo": media,
        "files:attachment": [[each.key] for each in attachments],
    }


def questions(world):
    """For each public view that can be asked: all parameters that could lead to something hidden."""
    hidden = world.bundles[-1]
    name, word = hidden.ceremony.name_th, hidden.rows[Winner][0].agency_name_th
    asked = {
        "q": ["", world.silent.name_th, name],
        "year": ["", hidden.ceremony.year],
        "award": ["", hidden.rows[Award][0].code],
        "agency": ["", world.silent.code],
        "level": ["", hidden.rows[Category][0].level],
    }
    narrowed = [dict(zip(asked, values, strict=True)) for values in product(*asked.values())]
    return {
        "awards:search": [
            *narrowed,
            {"years": "2021-2024", "agency": world.known.code},
            {"ministry": "ministry", "kind": Kind.DEPARTMENT},
            {"year": hidden.ceremony.year + 543},
            {"q": str(hidden.ceremony.year + 543), "page": 2},
            *({"q": "กรม", "order": order, "view": "table"} for order in Order.values),
            *({field: word} for field in SearchForm({}, Programme()).fields),
        ],
        "awards:search_csv": [
            {"q": name},
            {"year": hidden.ceremony.year},
            {"agency": world.silent.code, "order": "agency"},
        ],
        "awards:suggestions": [{"q": each} for each in (name, word, hidden.ceremony.year, "กรม")],
        "agencies:agencies": [
            {"order": "awards"},
            {"order": "awards", "ministry": "ministry"},
            {"page": 2},
            {"letter": "ก"},
            *({field: word} for field in FullDirectoryForm().fields),
        ],
        "awards:corrections": [{"page": 2}],
        "files:sitemaps": [{"p": 2}],
    }


def addresses(world):
    """Every address to look at, in both languages."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for view, each in arguments(world).items():
                found |= {reverse(view, args=asked): None for asked in each}
            for view, each in questions(world).items():
                found |= {f"{reverse(view)}?{urlencode(asked)}": None for asked in each}
    # Words are looked for in the same way in both languages.
    for page in ("/search/", "/search/suggestions.json"):
        found |= {f"{page}?q={word}": None for word in world.bundles[-1].words}
    # Neither a page of its own, nor a page at all.
    pages = [address for address in found if "?" not in address and address.endswith("/")]
    return [*found, *(page.rstrip("/") for page in pages if len(page) > 1), *STRAYS]

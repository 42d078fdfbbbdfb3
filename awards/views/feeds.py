"""What is new, as Atom feeds: ceremonies, and who won, at all of them or at one."""

from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.changes import corrected, latest_of
from awards.models import Ceremony, Winner
from awards.models.winners import LATEST_FIRST
from awards.naming import recipient_named
from awardsportal.shown import language_mark, plain, year

CEREMONIES_IN_A_FEED = 30
WINNERS_IN_A_FEED = 100
BEFORE_ALL = datetime(2019, 1, 1, tzinfo=UTC)


class SteadyFeed(Atom1Feed):
    """A feed that says the same until something happens, also while there is nothing in it."""

    def latest_post_date(self):
        """When the latest entry was made; before the first one a moment that stays, and not the time."""
        return super().latest_post_date() if self.items else BEFORE_ALL

    def add_root_elements(self, handler):
        """What it is, with its own address as what it is known by: several feeds lead to one page."""
        self.feed["id"] = self.feed["feed_url"]
        super().add_root_elements(handler)

    def item_attributes(self, item):
        """The language of an entry whose title holds Thai, where that is not the language of the feed."""
        return {"xml:lang": "th"} if language_mark(item["title"]) else {}

    def add_item_elements(self, handler, item):
        """An entry, which tells in its own language what it tells."""
        told = format_html('<div lang="{}">{}</div>', self.feed["language"], item["description"])
        super().add_item_elements(handler, item | {"description": told})


class PortalFeed(Feed):
    """A feed of the portal."""

    feed_type = SteadyFeed
    author_name = gettext_lazy("Digital Government Development Agency (Public Organization)")

    def item_guid(self, item):
        """None: the feed makes an identifier of the link and the day, which stay."""


def answered_by(feed):
    """The view of a feed, compared by content: a name may be removed from an old entry."""

    def view(request, **asked):
        response = feed()(request, **asked)
        del response["Last-Modified"]
        return response

    return view


class CeremonyFeed(PortalFeed):
    """The ceremonies, from their release on."""

    title = gettext_lazy("Ceremonies · Digital Government Awards")
    link = reverse_lazy("awards:ceremonies")
    description_template = "awards/_ceremony_told.html"

    def items(self):
        """The ceremonies released last."""
        ceremonies = Ceremony.objects.published().with_counts().annotate(corrected_at=corrected("ceremony"))
        return ceremonies.order_by("-release_at", "-year")[:CEREMONIES_IN_A_FEED]

    def get_context_data(self, **kwargs):
        """What the template of an entry needs."""
        return {"ceremony": kwargs["item"]}

    def item_title(self, ceremony):
        """Its name."""
        return plain(ceremony, "name")

    def item_pubdate(self, ceremony):
        """When it was released."""
        return timezone.localtime(ceremony.release_at)

    def item_updateddate(self, ceremony):
        """When it was released, or last put right."""
        return timezone.localtime(latest_of(ceremony.release_at, ceremony.corrected_at))


class FeedOfWinners(PortalFeed):
    """Wins, from their release on; a withdrawn one says so."""

    description_template = "awards/_winner_told.html"

    def told(self, winners):
        """The winners with all that an entry says, those released last first."""
        winners = winners.for_listing().annotate(corrected_at=corrected("winner"))
        return winners.order_by("-category__ceremony__release_at", *LATEST_FIRST)

    def get_context_data(self, **kwargs):
        """What the template of an entry needs."""
        return {"winner": kwargs["item"]}

    def item_title(self, winner):
        """Who won what, and when."""
        title, won_in = plain(winner.category, "title"), year(winner.category.ceremony.year)
        return f"{plain(*recipient_named(winner))} · {title} {won_in}"

    def item_pubdate(self, winner):
        """When it was released."""
        return timezone.localtime(winner.category.ceremony.release_at)

    def item_updateddate(self, winner):
        """When it was released, or last put right."""
        return timezone.localtime(latest_of(winner.category.ceremony.release_at, winner.corrected_at))


class WinnerFeed(FeedOfWinners):
    """The winners of all ceremonies."""

    title = gettext_lazy("Winners · Digital Government Awards")
    link = reverse_lazy("awards:ceremonies")

    def items(self):
        """The wins released last."""
        return self.told(Winner.objects.published())[:WINNERS_IN_A_FEED]


class OneCeremonyFeed(FeedOfWinners):
    """The winners of one ceremony."""

    def get_object(self, request, slug):
        """The ceremony, which is released."""
        return get_object_or_404(Ceremony.objects.published(), slug=slug)

    def title(self, ceremony):
        """Whose winners they are."""
        return _("Winners · %(ceremony)s") % {"ceremony": plain(ceremony, "name")}

    def link(self, ceremony):
        """The page of the ceremony."""
        return ceremony.get_absolute_url()

    def items(self, ceremony):
        """All of them, in the order of its page."""
        return self.told(Winner.objects.published().filter(category__ceremony=ceremony))


ceremonies = answered_by(CeremonyFeed)
winners = answered_by(WinnerFeed)
one_ceremony = answered_by(OneCeremonyFeed)

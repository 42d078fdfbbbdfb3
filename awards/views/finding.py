"""What search engines ask for: which pages there are, in which languages, and when each last changed."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import HttpResponse
from django.urls import path, reverse

from agencies.models import Agency
from awards.changes import corrected, latest, latest_of
from awards.models import Award, Category, Ceremony, Winner

# The pages that stand for themselves; a search is none.
PAGES = [
    "awards:home",
    "awards:ceremonies",
    "awards:awards",
    "agencies:agencies",
    "awards:statistics",
    "awards:corrections",
    "awards:privacy",
    "awards:accessibility",
]
# A file of so many addresses stays far below the 50 MB that search engines read.
ADDRESSES_A_FILE = 10_000
LANGUAGES = [language for language, _name in settings.LANGUAGES]


class InEachLanguage:
    """Rows, each once for every language, read page by page: there may be a million of them."""

    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(LANGUAGES) * self.rows.count()

    def __iter__(self):
        return iter(self[0 : len(self)])

    def __getitem__(self, part):
        many = len(LANGUAGES)
        rows = self.rows[part.start // many : part.stop // many]
        return [(row, language) for row in rows for language in LANGUAGES]


class InLanguages(Sitemap):
    """Pages that are there in each language, and name each other."""

    i18n = alternates = True
    limit = ADDRESSES_A_FILE

    @property
    def paginator(self):
        """The files that the addresses are split into."""
        return Paginator(InEachLanguage(self.items()), self.limit)

    def get_latest_lastmod(self):
        """When the latest of them changed, which is not known without reading them all."""


class PageMap(Sitemap):
    """The pages that stand for themselves."""

    i18n = alternates = True

    def items(self):
        """The names of the pages."""
        return PAGES

    def location(self, name):
        """The address of a page."""
        return reverse(name)


class CeremonyMap(InLanguages):
    """The released ceremonies."""

    def items(self):
        """The ceremonies, with when something on their pages was corrected."""
        return Ceremony.objects.published().annotate(corrected_at=corrected("ceremony"))

    def lastmod(self, ceremony):
        """When it was released, or corrected since."""
        return latest_of(ceremony.release_at, ceremony.corrected_at)


class AwardMap(InLanguages):
    """The awards that were given."""

    def items(self):
        """The awards, with when they were given last."""
        given = Category.objects.published().filter(award=OuterRef("pk"))
        return Award.objects.published().annotate(given_at=latest(given, "ceremony__release_at"))

    def lastmod(self, award):
        """When an edition with it was released."""
        return award.given_at


class WinnerMap(InLanguages):
    """The released wins."""

    def items(self):
        """The wins, with when something in them was changed."""
        wins = Winner.objects.published().select_related("category__ceremony").order_by("pk")
        return wins.annotate(changed_at=latest(versions_of(Winner), "history_date"))

    def lastmod(self, winner):
        """When it was released, or changed since."""
        return latest_of(winner.category.ceremony.release_at, winner.changed_at)


class AgencyMap(InLanguages):
    """The agencies, whether they ever won or not; a merged one leads on and is none."""

    def items(self):
        """The agencies, with when they were changed, and when a win of theirs was released."""
        won = Winner.objects.published().filter(agency=OuterRef("pk"))
        return Agency.objects.order_by("pk").annotate(
            changed_at=latest(versions_of(Agency), "history_date"),
            won_at=latest(won, "category__ceremony__release_at"),
        )

    def lastmod(self, agency):
        """When it was changed, or last seen to win."""
        return latest_of(agency.changed_at, agency.won_at)


def versions_of(model):
    """The versions of the row at hand."""
    return model.history.filter(id=OuterRef("pk"))


MAPS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": PageMap,
    "ceremonies": CeremonyMap,
    "awards": AwardMap,
    "winners": WinnerMap,
    "agencies": AgencyMap,
}


def index(request):
    """The list of all maps."""
    return sitemaps.index(request, MAPS, sitemap_url_name="files:sitemap")


def sitemap(request, section):
    """A map of the pages of one sort; a later file of it at ?p=2."""
    response = sitemaps.sitemap(request, MAPS, section)
    # What is taken off a page changes it without a date.
    response.headers.pop("Last-Modified", None)
    return response


def robots(request):
    """What robots may read: all that is public."""
    address = request.build_absolute_uri(reverse("files:sitemaps"))
    return HttpResponse(f"User-agent: *\nAllow: /\n\nSitemap: {address}\n", content_type="text/plain")


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap"),
]

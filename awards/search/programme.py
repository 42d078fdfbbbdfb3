"""What there is to choose from: released ceremonies, their categories and awards, and the ministries."""

from functools import cached_property

from agencies.directory import place_on_page
from agencies.models import Agency
from awards.models import Category, Ceremony
from awardsportal.thai.text import fold


class Programme:
    """What there is to choose from, of which there is little: read once for a search, when it is needed."""

    @cached_property
    def ceremonies(self):
        """The released ceremonies, the latest first."""
        return list(Ceremony.objects.published())

    @cached_property
    def categories(self):
        """The categories of released ceremonies by key, the latest first, each year's as on its page."""
        of_ceremony = {ceremony.pk: ceremony for ceremony in self.ceremonies}
        found = Category.objects.published().select_related("award")
        categories = {category.pk: category for category in found.order_by("-ceremony__year", "order", "pk")}
        for category in categories.values():
            category.ceremony = of_ceremony[category.ceremony_id]
        return categories

    @cached_property
    def awards(self):
        """The awards that are in a released ceremony, by code, as the list of awards has them."""
        awards = {category.award for category in self.categories.values()}
        return {award.code: award for award in sorted(awards, key=lambda award: (award.order, award.pk))}

    @cached_property
    def years(self):
        """The years CE with a released ceremony, the latest first."""
        return sorted({ceremony.year for ceremony in self.ceremonies}, reverse=True)

    @cached_property
    def ministries(self):
        """The ministries by code, in the order of the names on the page."""
        return {each.code: each for each in sorted(Agency.objects.ministries(), key=place_on_page)}

    def named_like(self, words):
        """The categories whose title of the year, or whose award's name, contains the words, folded."""
        folded = fold(words)
        named = (category for category in self.categories.values() if folded)
        return [one for one in named if folded in one.title_fold or folded in one.award.fold]

    def awards_named_like(self, words):
        """The awards with the words in their name, or in their title of a year."""
        named = {category.award for category in self.named_like(words)}
        return [award for award in self.awards.values() if award in named]

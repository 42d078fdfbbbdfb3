"""Every public page as it is while nothing is known in English, and while all texts are awkward."""

from datetime import date
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, urlsplit

from django.db import models, transaction
from django.test import Client, override_settings
from django.utils import timezone

from agencies.models import Agency, NameKind
from awards.models import Award, Ceremony, Winner
from awards.models.winners import NAME_REMOVED
from awardsportal.fields import CleanCharField, CleanTextField
from tests.factories import make_name
from tests.project.canaries import Bundle
from tests.project.embargoed import World, addresses

THAI = "น้ำใจ"
AWKWARD = """</script><!--<script>"'&%s{{x}}\\"""


class ThaiBundle(Bundle):
    """A ceremony that is full of Thai, and has no word of English."""

    def text_of(self, field):
        """Thai, where somebody types it; what is in English stays empty."""
        if field.name.endswith("_en"):
            return ""
        word = super().text_of(field)
        if isinstance(field, models.JSONField):
            return [each | {"old": self.awkward(each["old"])} for each in word]
        return self.awkward(word) if isinstance(field, CleanCharField | CleanTextField) else word

    def awkward(self, word):
        """The word in a Thai text."""
        return f"{THAI} {word}"


class AwkwardBundle(ThaiBundle):
    """One whose every text tries to end whatever it stands in."""

    def awkward(self, word):
        """The word in such a text."""
        return f"{word}{AWKWARD}"


class ThaiWorld(World):
    """Ceremonies that are released, of agencies without English names."""

    bundle = ThaiBundle

    def __init__(self):
        super().__init__()
        self.release()
        for agency in (self.known, self.silent):
            agency.dissolved_on, agency.website = date(2025, 1, 1), "https://example.go.th/"
            agency.province = self.heir.province
            agency.save()
            make_name(agency, f"เดิม {agency.pk}", kind=NameKind.FORMER, used_until_on=date(2020, 1, 1))
            make_name(agency, f"ย่อ {agency.pk}")
        removed = self.bundles[0].rows[Winner][0]
        Winner.objects.filter(pk=removed.pk).update(anonymised_at=timezone.now(), **NAME_REMOVED)
        Ceremony.objects.update(name_en="")


class AwkwardWorld(ThaiWorld):
    """The same, and no text stays where it is put."""

    bundle = AwkwardBundle

    def __init__(self):
        super().__init__()
        for model in (Agency, Award, Ceremony):
            for row in model.objects.all():
                row.name_th = f"{row.name_th}{AWKWARD}"
                row.save()


def pages(world):
    """The HTML of every public page by its address, in both languages; nothing is left behind."""
    found = {}
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), transaction.atomic():
        for address in each_once(addresses(world())):
            response = Client().get(address)
            if response.status_code == 200:
                found[address] = response.content.decode()
        transaction.set_rollback(True)
    return found


def each_once(asked):
    """The addresses of pages; of those that ask one page for the same sorts of things, one."""
    found = {}
    for address in asked:
        path, query = urlsplit(address)[2:4]
        # Files have a kind.
        if path.endswith("/") and not path.endswith("/feed/"):
            found.setdefault((path, *(name for name, _value in parse_qsl(query))), address)
    return list(found.values())

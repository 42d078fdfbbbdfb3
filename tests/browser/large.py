"""Run on an installation with the real editions: one more, of 1,000 winners, with photos of it and of one."""

import sys
from datetime import timedelta
from itertools import cycle, islice

import django

django.setup()

from django.utils import timezone  # noqa: E402

from agencies.models import Agency  # noqa: E402
from awards.models import Award, Ceremony, Winner  # noqa: E402
from tests.factories import make_category, make_ceremony, make_photo, make_winner  # noqa: E402

CATEGORIES, WINNERS, PHOTOS = 20, 50, 6

ceremony = make_ceremony(2018, release_at=timezone.now() - timedelta(days=1), venue_th="ทำเนียบรัฐบาล")
awards, agencies = cycle(Award.objects.filter(recipient="AGENCY")), cycle(Agency.objects.all())
for number in range(CATEGORIES):
    category = make_category(ceremony, award=next(awards), title_th=f"รางวัลรัฐบาลดิจิทัล ประเภทที่ {number + 1}")
    for agency in islice(agencies, WINNERS):
        make_winner(category, agency=agency)
for thing in (ceremony, Ceremony.objects.get(slug="2020"), Winner.objects.filter(category=category).first()):
    make_photo(thing, size=(2000, 1200), is_cover=True, caption_th="พิธีมอบรางวัล")
    for _photo in range(PHOTOS):
        make_photo(thing, size=(1200, 900))
sys.stdout.write(category.winners.first().ref)

"""Rows for tests: each function makes one, complete, and takes what matters to the test."""

from datetime import date, datetime, timedelta
from itertools import count, cycle
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from agencies.models import Agency, AgencyName, Kind, NameKind, Province
from awards.media import pictures
from awards.models import (
    Attachment,
    Award,
    Category,
    Ceremony,
    Correction,
    Finding,
    Indicator,
    Level,
    Photo,
    Recipient,
    State,
    Survey,
    Winner,
)

BANGKOK = ZoneInfo("Asia/Bangkok")
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=BANGKOK)
YESTERDAY = NOW - timedelta(days=1)
# So far away that nothing is released by any clock, the real one included.
LATER = NOW.replace(year=2090)

number = count(1)
# Each may be used once in a test, which names none of them; later ones are not possible.
years = cycle(range(2030, 2100))


def make_province(**fields):
    """A province (area)."""
    n = next(number) % 100
    fields = {
        "code": f"{n:02}",
        "name_th": f"จังหวัดที่ {n}",
        "name_en": f"Province {n}",
        "abbreviation_th": f"จ{n}",
        "abbreviation_en": f"P{n}",
    } | fields
    return Province.objects.create(**fields)


def make_agency(name_th=None, **fields):
    """An agency."""
    n = next(number)
    fields = {"code": f"agency-{n}", "name_th": name_th or f"กรมที่ {n}", "kind": Kind.DEPARTMENT} | fields
    return Agency.objects.create(**fields)


def make_name(agency, name, kind=NameKind.ABBREVIATION, **fields):
    """Another name of an agency."""
    return AgencyName.objects.create(agency=agency, name=name, kind=kind, **fields)


def make_ceremony(year=None, **fields):
    """A ceremony: a draft, or approved when it is given its release."""
    year = year or next(years)
    if "release_at" in fields:
        fields = {"state": State.APPROVED} | fields
    fields = {
        "slug": str(year),
        "name_th": f"รางวัลรัฐบาลดิจิทัล ประจำปี {year + 543}",
        "name_en": f"Digital Government Awards {year}",
        "held_on": date(year, 12, 3),
    } | fields
    return Ceremony.objects.create(year=year, **fields)


def make_award(**fields):
    """An award for agencies."""
    n = next(number)
    return Award.objects.create(**({"code": f"award-{n}", "name_th": f"รางวัลที่ {n}"} | fields))


def make_category(ceremony=None, **fields):
    """A category of a ceremony, released yesterday unless another is given."""
    ceremony = ceremony or make_ceremony(release_at=YESTERDAY)
    fields = {"title_th": f"ประเภทที่ {next(number)}", "level": Level.DEPARTMENT} | fields
    fields.setdefault("award", None)
    award = fields.pop("award") or make_award()
    return Category.objects.create(ceremony=ceremony, award=award, **fields)


def make_winner(category=None, **fields):
    """A winner: an agency, or a person when the category's award is for persons."""
    category = category or make_category()
    agency = fields.pop("agency", None) or make_agency()
    if category.award.recipient == Recipient.PERSON:
        fields = {
            "person_title_th": "นางสาว",
            "person_given_th": f"ชื่อ{next(number)}",
            "person_family_th": "สกุล",
        } | fields
    return Winner.objects.create(category=category, agency=agency, **fields)


def make_correction(thing, **fields):
    """A correction of a ceremony or winner."""
    winner = thing if isinstance(thing, Winner) else None
    ceremony = winner.category.ceremony if winner else thing
    return Correction.objects.create(ceremony=ceremony, winner=winner, **({"note_th": "แก้ชื่อ"} | fields))


def make_finding(ceremony, title_th, **fields):
    """A finding on an indicator of the survey behind a ceremony; both are made where missing."""
    survey, _made = Survey.objects.get_or_create(ceremony=ceremony)
    code = str(survey.indicators.count() + 1)
    indicator, _made = Indicator.objects.get_or_create(
        survey=survey, title_th=title_th, defaults={"code": code}
    )
    return Finding.objects.create(indicator=indicator, **({"level": Level.DEPARTMENT} | fields))


def make_photo(thing, *, size=(600, 400), **fields):
    """A photo of a ceremony or winner, with its files: all of one colour."""
    width, height = size
    photo = Photo.objects.create(**{thing._meta.model_name: thing}, width=width, height=height, **fields)
    for name, content in pictures.renditions(Image.new("RGB", size, "navy"), photo):
        default_storage.save(name, content)
    return photo


def make_attachment(thing, *, data=b"%PDF-1.7\n%%EOF\n", **fields):
    """A document of a ceremony or winner, with its file."""
    attachment = Attachment.objects.create(**{thing._meta.model_name: thing}, size=len(data), **fields)
    default_storage.save(attachment.file_name, ContentFile(data))
    return attachment


def make_user(role=None, **fields):
    """A staff account in a role (a group's name from awards.roles)."""
    fields = {"username": f"user{next(number)}", "is_staff": True} | fields
    user = get_user_model().objects.create_user(**fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user

"""What of a released ceremony may be corrected, and what differs between two versions of it."""

from django.db.models import Model

from awards.models import (
    Attachment,
    Category,
    Ceremony,
    Finding,
    Indicator,
    Photo,
    Recipient,
    Survey,
    Winner,
)
from awards.models.winners import NAME_REMOVED

# In the order of the forms. An address, a year and a release stay what they were.
CAPTIONS = ("caption_th", "caption_en")
CORRECTABLE: dict[type[Model], tuple[str, ...]] = {
    Ceremony: (
        "edition",
        "name_th",
        "name_en",
        "held_on",
        "announced_on",
        "venue_th",
        "venue_en",
        "presider_th",
        "presider_en",
        "presider_position_th",
        "presider_position_en",
        "organiser",
        "awards_given",
        "agencies_awarded",
        "text_th",
        "text_en",
        "source_url",
    ),
    Category: (
        "award",
        "title_th",
        "title_en",
        "heading_th",
        "heading_en",
        "level",
        "mission",
        "quota",
        "form",
        "order",
    ),
    Winner: (
        "category",
        "agency",
        "agency_name_th",
        "agency_name_en",
        "person_title_th",
        "person_given_th",
        "person_family_th",
        "person_title_en",
        "person_given_en",
        "person_family_en",
        "position_th",
        "position_en",
        "acting",
        "rank",
        "score",
        "citation_th",
        "citation_en",
        "received_by",
        "source",
        "order",
    ),
    Survey: ("population", "answers", "text_th", "text_en", "source_url"),
    Indicator: ("code", "title_th", "title_en", "order"),
    Finding: ("level", "place", "score", "text_th", "text_en"),
    Photo: ("alt_th", "alt_en", *CAPTIONS),
    Attachment: CAPTIONS,
}


def correctable(row):
    """The fields of a row that may be corrected."""
    left_out = unsaid(row) if isinstance(row, Winner) else ()
    return tuple(name for name in CORRECTABLE[type(row)] if name not in left_out)


def unsaid(winner):
    """What is not told of a winner: of an agency any person, and of a person a name that was removed."""
    if winner.category.award.recipient == Recipient.AGENCY:
        return (*NAME_REMOVED, "position_th", "position_en", "acting")
    return tuple(NAME_REMOVED) if winner.anonymised_at else ()


def changes_between(before, after):
    """The correctable fields in which two versions of a row differ, as a Correction keeps them."""
    return [each for each in compared(before, after) if each["old"] != each["new"]]


def filled_in(row):
    """What is said of a new row, as changes from nothing."""
    return [each for each in compared(None, row) if each["new"] not in ("", None, False)]


def compared(before, after):
    """Each correctable field with its values in both versions, as their columns hold them."""
    for name in CORRECTABLE[type(after)]:
        column = after._meta.get_field(name).attname
        old, new = getattr(before, column, None), getattr(after, column)
        yield {"model": after._meta.label_lower, "field": name, "old": old, "new": new}

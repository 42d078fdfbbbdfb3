"""The columns of a sheet of winners."""

import re

from django.utils.translation import gettext_lazy as _

from awards.sheets.winner_words import (
    ACTING,
    ACTING_WORDS,
    BESIDE,
    FORM_NAMES,
    HEADINGS,
    LEVEL_NAMES,
    MISSION_NAMES,
    QUOTA_WORDS,
    RANK_WORDS,
)
from awardsportal.spreadsheets.columns import (
    Choice,
    Column,
    Day,
    Lines,
    Name,
    Percentage,
    PersonName,
    Text,
    Whole,
    Year,
    YesNo,
)
from awardsportal.spreadsheets.resource import SheetResource
from awardsportal.thai.persons import acting

PERSON_FIELDS = ("person_title_th", "person_given_th", "person_family_th")
_ACTING_INSIDE = re.compile("รักษา(?:ราช)?การ(?!ณ)")


def position(winner):
    """The position as announced, with the mark that it is held for another."""
    return f"{ACTING}{winner.position_th}" if winner.acting else winner.position_th


def office(values):
    """The fields that the cells of position and acting give a winner; ValueError where they contradict."""
    told = {}
    if "position_th" in values:
        told["acting"], told["position_th"] = acting(values["position_th"])
    if "acting" in values:
        if told.get("acting") and values["acting"] is False:
            raise ValueError(_("The position says “%s”, and this cell not. Correct one of the two.") % ACTING)
        told["acting"] = bool(values["acting"] or told.get("acting"))
    return told


class Position(Text):
    """A position, with the mark that it is held for another."""

    def echo(self, value):
        """The position without that mark, where there is one."""
        is_acting, office = acting(value)
        return f"{ACTING} | {office}" if is_acting else ""

    def odd(self, value):
        """Whether acting is said without a position, or only inside it."""
        is_acting, office = acting(value)
        if is_acting and not office:
            return _("Type the position itself as well.")
        if not is_acting and _ACTING_INSIDE.search(office):
            return (
                _("“%s” inside a position stays part of it. If it is so, say it in its own column.") % ACTING
            )
        return ""


class WinnerSheet(SheetResource):
    """What a sheet of winners may tell; its ceremony and category are told anew in each row."""

    year = Column(*HEADINGS["year"], attribute="category__ceremony__year", widget=Year(), required=True)
    title_th = Column(*HEADINGS["title_th"], attribute="category__title_th", required=True)
    title_en = Column(*HEADINGS["title_en"], attribute="category__title_en")
    award = Column(*HEADINGS["award"], attribute="category__award__name_th")
    heading_th = Column(*HEADINGS["heading_th"], attribute="category__heading_th")
    heading_en = Column(*HEADINGS["heading_en"], attribute="category__heading_en")
    level = Column(*HEADINGS["level"], attribute="category__level", widget=Choice(LEVEL_NAMES, *BESIDE))
    mission = Column(
        *HEADINGS["mission"], attribute="category__mission", widget=Choice(MISSION_NAMES, *BESIDE)
    )
    form = Column(*HEADINGS["form"], attribute="category__form", widget=Choice(FORM_NAMES, *BESIDE))
    quota = Column(*HEADINGS["quota"], attribute="category__quota", widget=Whole(*QUOTA_WORDS))
    agency = Column(
        *HEADINGS["agency"],
        attribute="agency__name_th",
        fills=("agency",),
        required=True,
        widget=Name(),
        meaning=_("The agency, or that of the person, by any of its names: in full, a former one, or short."),
    )
    ministry = Column(
        *HEADINGS["ministry"],
        attribute="agency__parent__name_th",
        # None of a winner's: it is only compared.
        fills=("ministry",),
        meaning=_("Where the agency belongs, only to check it: what the portal says of that stays."),
    )
    agency_name_th = Column(*HEADINGS["agency_name_th"], attribute="agency_name_th")
    agency_name_en = Column(*HEADINGS["agency_name_en"], attribute="agency_name_en")
    person = Column(
        *HEADINGS["person"],
        attribute="person_th",
        fills=PERSON_FIELDS,
        widget=PersonName(),
        meaning=_("Whom the award was given to, only for awards that are given to a person."),
    )
    position_th = Column(
        *HEADINGS["position_th"],
        attribute="position_th",
        shows=position,
        widget=Position(),
        meaning=_("The person's position, after “รักษาการแทน” if it is held for somebody else."),
    )
    acting = Column(
        *HEADINGS["acting"],
        # No field of that name: what "-" says is for `office` to tell.
        attribute="is_acting",
        fills=("acting",),
        shows=lambda winner: winner.acting or None,
        widget=YesNo(*ACTING_WORDS),
        meaning=_("Whether the position is held for somebody else; “รักษาการแทน” before it says so as well."),
    )
    position_en = Column(*HEADINGS["position_en"], attribute="position_en")
    rank = Column(*HEADINGS["rank"], attribute="rank", widget=Whole(*RANK_WORDS))
    score = Column(*HEADINGS["score"], attribute="score", widget=Percentage())
    citation_th = Column(*HEADINGS["citation_th"], attribute="citation_th", widget=Lines())
    citation_en = Column(*HEADINGS["citation_en"], attribute="citation_en", widget=Lines())
    received_by = Column(*HEADINGS["received_by"], attribute="received_by")
    source = Column(*HEADINGS["source"], attribute="source", widget=Lines())
    ref = Column(
        *HEADINGS["ref"],
        attribute="ref",
        meaning=_("What an export gives a winner to be found again by. Leave it empty for a new winner."),
    )
    held_on = Column(*HEADINGS["held_on"], attribute="category__ceremony__held_on", widget=Day())
    venue_th = Column(*HEADINGS["venue_th"], attribute="category__ceremony__venue_th")
    venue_en = Column(*HEADINGS["venue_en"], attribute="category__ceremony__venue_en")
    presider_th = Column(*HEADINGS["presider_th"], attribute="category__ceremony__presider_th")
    presider_en = Column(*HEADINGS["presider_en"], attribute="category__ceremony__presider_en")
    presider_position_th = Column(
        *HEADINGS["presider_position_th"], attribute="category__ceremony__presider_position_th"
    )
    presider_position_en = Column(
        *HEADINGS["presider_position_en"], attribute="category__ceremony__presider_position_en"
    )

"""What a search finds as CSV, written while it is sent."""

import csv
import io
from itertools import islice

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from awards.naming import agency_named
from awardsportal.shown import plain
from awardsportal.spreadsheets.cells import as_text, harmless
from awardsportal.spreadsheets.exporting import ROWS_AT_ONCE
from awardsportal.thai.dates import ce_to_be

# What the page of a winner says, each in the language of the file.
COLUMNS = (
    (_("Reference"), lambda winner: winner.ref),
    (_("Year (BE)"), lambda winner: ce_to_be(winner.category.ceremony.year)),
    (_("Year (CE)"), lambda winner: winner.category.ceremony.year),
    (_("Ceremony"), lambda winner: plain(winner.category.ceremony, "name")),
    (_("Award"), lambda winner: plain(winner.category.award, "name")),
    (_("Title of the year"), lambda winner: plain(winner.category, "title")),
    (_("Group of awards"), lambda winner: plain(winner.category, "heading")),
    (_("Level"), lambda winner: winner.category.get_level_display()),
    (_("Mission"), lambda winner: winner.category.get_mission_display()),
    (_("Form of the award"), lambda winner: winner.category.get_form_display()),
    (_("Agency as announced"), lambda winner: plain(*agency_named(winner))),
    (_("Agency today"), lambda winner: plain(winner.agency, "name")),
    (_("Code of the agency"), lambda winner: winner.agency.code),
    (_("Kind of agency"), lambda winner: winner.agency.get_kind_display()),
    (_("Belongs to"), lambda winner: winner.agency.parent and plain(winner.agency.parent, "name")),
    (_("Person"), lambda winner: plain(winner, "person")),
    (_("Position"), lambda winner: plain(winner, "position")),
    (_("Acting"), lambda winner: _("Yes") if winner.acting else ""),
    (_("Rank"), lambda winner: winner.rank),
    (_("Score"), lambda winner: winner.score),
    (_("Citation"), lambda winner: plain(winner, "citation")),
    (_("Received by"), lambda winner: winner.received_by),
    (_("Source"), lambda winner: winner.source),
    (
        _("Withdrawn on"),
        lambda winner: as_day(winner.withdrawn_at),
    ),
    (_("Reason of the withdrawal"), lambda winner: plain(winner, "withdrawn_why")),
    (_("Permanent address"), lambda winner: winner.get_absolute_url()),
)


def as_day(moment):
    """The day of a moment, if there is one."""
    return moment and timezone.localtime(moment).date()


def lines(winners, absolute):
    """The winners as pieces of a CSV file in UTF-8; `absolute` makes an address one for readers elsewhere."""
    with_all = winners.select_related("agency__parent", "category__award", "category__ceremony")
    # The request has ended when the pieces are written, and with it its language.
    return pieces(with_all.iterator(chunk_size=ROWS_AT_ONCE), absolute, translation.get_language())


def pieces(winners, absolute, language):
    """The headings and the winners, some at a time, in this language."""
    with translation.override(language):
        # The leading mark tells Excel that the Thai text is UTF-8.
        yield "\ufeff" + written([[heading for heading, _shows in COLUMNS]])
    while some := list(islice(winners, ROWS_AT_ONCE)):
        with translation.override(language):
            yield written(row(winner, absolute) for winner in some)


def row(winner, absolute):
    """The cells of a winner, none of which a spreadsheet program would run."""
    *said, address = (shows(winner) for _heading, shows in COLUMNS)
    return [*(harmless(as_text(value)) for value in said), absolute(address)]


def written(rows):
    """The rows as text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()

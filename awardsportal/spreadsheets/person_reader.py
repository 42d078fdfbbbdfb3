"""How a person's name is read."""

import re

from django.utils.translation import gettext as _

from awardsportal.thai import numbers
from awardsportal.thai.persons import Person, split_person, why_no_person
from awardsportal.thai.text import has_thai

from .cells import as_text
from .readers import Text

_NO_LETTERS = re.compile(r"[\d()\[\]]")


class PersonName(Text):
    """A person's name, taken apart."""

    def accepts(self):
        """What may be typed, in words."""
        return _("Title, given and family name in one cell, for example นางสาวสมหญิง ใจดี.")

    def read(self, value):
        """The person, with empty parts for an empty cell."""
        if numbers.is_empty(value):
            return Person("", "", "")
        if why := why_no_person(as_text(value)):
            raise ValueError(self.cure(why))
        return split_person(as_text(value))

    def cure(self, why):
        """What to type instead."""
        return {
            "office": _("A position or an agency stands with the name. Put it in its own column."),
            "several": _("More than one name stands in this cell. Give each person a row."),
            "title": _("There is a title but no name. Type title, given and family name."),
        }.get(why, _("This is not a person's name. Type title, given and family name."))

    def echo(self, value):
        """The parts of the name."""
        return " | ".join(part or "–" for part in value) if value.given else ""

    def odd(self, value):
        """Whether the family name is missing or of several words, or something is no letter."""
        if value.given and not value.family:
            return _("There is no family name. Check that a space parts it from the given name.")
        words = value.family.removeprefix("ณ ").partition(" ณ ")[0].split()
        if (len(words) > 1 and has_thai(value.family)) or _NO_LETTERS.search(value.given + value.family):
            return _("This is long or odd for a name. Check that nothing else stands in this cell.")
        return ""

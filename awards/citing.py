"""How a ceremony or a win is cited: as a reference in words, and as an entry of BibTeX.

The reference is that of APA, in whose Thai form the year is of the Buddhist era; BibTeX takes common years.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from awards.naming import recipient_named
from awardsportal.shown import page_language, plain, year

# What TeX would take for a command.
WRITTEN_OUT = str.maketrans(
    {char: f"\\{char}" for char in "{}$&#%_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
ENTRY = """@misc{%(key)s,
  author = {{%(author)s}},
  title = {{%(title)s}},
  year = {%(year)s},
  url = {%(address)s},
  langid = {%(language)s}
}"""


@dataclass(frozen=True)
class Citation:
    """What a page is cited with, in the language in use; the year is CE."""

    key: str
    author: str
    year: int
    title: str
    address: str

    def reference(self):
        """The citation in words: author, year, title, site and address."""
        parts = [self.author, f"({year(self.year)})", self.title, _("Digital Government Awards")]
        return " ".join(f"{part.rstrip('.')}." for part in [*dict.fromkeys(parts)]) + f" {self.address}"

    def bibtex(self):
        """The citation as an entry of BibTeX."""
        written = {name: getattr(self, name).translate(WRITTEN_OUT) for name in ("author", "title")}
        language = {"th": "thai", "en": "english"}[page_language()]
        return ENTRY % (vars(self) | written | {"language": language})


def citation_of_ceremony(ceremony, address):
    """How the page of a ceremony is cited."""
    return citation(ceremony, address, key=ceremony.slug, title=plain(ceremony, "name"))


def citation_of_winner(winner, address):
    """How the page of a win is cited; one that was withdrawn says so."""
    ceremony = winner.category.ceremony
    told = (plain(*recipient_named(winner)), plain(winner.category, "title"), plain(ceremony, "name"))
    title = "{}: {}, {}".format(*told)
    if winner.withdrawn_at:
        title = _("%(title)s [withdrawn]") % {"title": title}
    return citation(ceremony, address, key=f"{ceremony.slug}-{winner.ref}", title=title)


def citation(ceremony, address, *, key, title):
    """How something of a ceremony is cited; its author is who organised that, or else the awards."""
    author = plain(ceremony.organiser, "name") if ceremony.organiser else _("Digital Government Awards")
    return Citation(f"dga-{key}", author, ceremony.year, title, address)

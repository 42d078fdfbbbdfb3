"""XML read as it is unpacked: nothing is kept but what a reader takes, whatever somebody built into it."""

from xml.parsers import expat

from django.utils.translation import gettext as _

from awardsportal.spreadsheets.limits import MEGABYTE, UnreadableFile, damaged

# Far beyond what spreadsheet programs write; each bounds what a part can cost.
DEPTH = 100
NAMES = 5_000
TAG_BYTES = MEGABYTE


class Names(dict):
    """The short name of each element or attribute, by the parser's; "" outside the known namespaces."""

    def __init__(self, prefixes):
        super().__init__()
        self.prefixes = prefixes

    def __missing__(self, name):
        space, _blank, local = name.rpartition(" ")
        self[name] = "" if self.prefixes.get(space) is None else self.prefixes[space] + local
        return self[name]


class XmlReader:
    """Calls `opened(tag, attributes)` and `closed(tag)` for each element; `texts` stood since the last call.

    `prefixes` are the namespaces that a subclass knows, each with what it puts before their names.
    """

    prefixes: dict

    def __init__(self):
        self.names = Names(self.prefixes)
        self.texts, self.depth = [], 0

    def read(self, chunks):
        """Read a part; raises UnreadableFile where it is not plain, well-formed XML of bearable size."""
        parser = self.parser()
        fed = 0
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
                fed += len(chunk)
                # A parser keeps every name it meets, and a tag until it ends.
                if len(parser.intern) > NAMES or fed - parser.CurrentByteIndex > TAG_BYTES:
                    raise damaged()
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            raise damaged() from None
        return self

    def parser(self):
        """A parser that calls this reader; it is not kept, for the two would keep each other in memory."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.texts.append
        parser.StartDoctypeDeclHandler = refuse_doctype
        return parser

    def start(self, name, attributes):
        """Follow the parser into an element."""
        self.opened(self.names[name], attributes)
        self.enter()

    def enter(self):
        """Be one element deeper."""
        self.depth += 1
        if self.depth > DEPTH:
            raise damaged()
        self.texts.clear()

    def end(self, name):
        """Follow the parser out of an element."""
        self.closed(self.names[name])
        self.leave()

    def leave(self):
        """Be one element less deep."""
        self.depth -= 1
        self.texts.clear()

    def opened(self, tag, attributes):
        """An element begins."""

    def closed(self, tag):
        """An element ends."""


def refuse_doctype(*declaration):
    """Refuse what may define entities, which grow without end or fetch other files."""
    raise UnreadableFile(
        _(
            "The file holds a document type definition, which no spreadsheet program writes. "
            "Open it in Excel, save it again as XLSX, and upload that."
        )
    )

"""Reading public pages in tests: what stands in which element."""

from html.parser import HTMLParser

VOID = {"br", "img", "input", "link", "meta", "hr"}


class Reader(HTMLParser):
    """Collects the text of each element that matches one of the marks, in the order of the page."""

    def __init__(self, marks):
        super().__init__()
        self.marks, self.open, self.found = marks, [], []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        names = {tag, *(f".{name}" for name in (dict(attrs).get("class") or "").split())}
        mark = next((mark for mark in self.marks if mark in names), None)
        self.open.append(mark and len(self.found))
        if mark:
            self.found.append([mark, []])

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        for place in self.open:
            if place is not None:
                self.found[place][1].append(data)


def elements(response, *marks):
    """Each (mark, text) of the elements with these tags or .classes, in the order of the page."""
    reader = Reader(marks)
    reader.feed(response.content.decode())
    return [(mark, " ".join("".join(parts).split())) for mark, parts in reader.found]


def texts(response, mark):
    """The texts of the elements with this tag or .class, in the order of the page."""
    return [text for _mark, text in elements(response, mark)]

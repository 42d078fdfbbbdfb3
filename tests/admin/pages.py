"""Reading the admin's pages as a browser would: their fields, and what is sent back."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """The values of the fields of the page's main form."""

    def __init__(self):
        super().__init__()
        self.values, self.select, self.area, self.inside = {}, None, None, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.inside = attrs.get("id", "").endswith("_form") or attrs.get("method") == "post"
            self.inside = self.inside and attrs.get("id") != "logout-form"
        if not self.inside:
            return
        if tag == "input" and name and attrs.get("type") not in ("submit", "checkbox", "radio"):
            self.values[name] = attrs.get("value", "")
        if tag == "input" and name and attrs.get("type") == "checkbox" and "checked" in attrs:
            self.values[name] = attrs.get("value", "on")
        if tag == "select":
            self.select = name
            self.values[name] = ""
        if tag == "option" and "selected" in attrs and self.select:
            self.values[self.select] = attrs.get("value", "")
        if tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser drops the line break that stands first.
            self.values[self.area] = self.values[self.area].removeprefix("\r\n").removeprefix("\n")
            self.area = None
        if tag == "select":
            self.select = None


def fields_of(page):
    """What a browser would send if the form were saved as it stands."""
    reader = Fields()
    reader.feed(page.content.decode())
    reader.values.pop("csrfmiddlewaretoken", None)
    return reader.values


def text_of(page):
    """The page's HTML."""
    return page.content.decode()

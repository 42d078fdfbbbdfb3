"""Checks data against the part of schema.org's vocabulary that the portal may use.

types.csv and properties.csv hold facts of its release 30.1: the parents of types and of the members of an
enumeration; and which types have a property, and of which types its values are.
"""

import csv
import re
from pathlib import Path

HERE = Path(__file__).parent
VOCABULARY = "https://schema.org"
ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
# A moment names its zone; what was somewhen in a year names the year alone.
MOMENTS = {
    "Date": re.compile(r"\d{4}(-\d\d-\d\d)?"),
    "DateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)"),
}

# Without these a search engine makes nothing of a thing.
NEEDED = {
    "BreadcrumbList": {"itemListElement"},
    "CollectionPage": {"name", "description", "url"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Dataset": {"name", "description", "url"},
    "EntryPoint": {"urlTemplate"},
    "Event": {"name", "startDate", "url"},
    "GovernmentOrganization": {"name"},
    "ItemList": {"name", "itemListElement", "numberOfItems"},
    "ListItem": {"position", "name"},
    "Person": {"name"},
    "Place": {"name"},
    "SearchAction": {"target", "query-input"},
    "WebPage": {"name", "url"},
    "WebSite": {"name", "url"},
}


def table(name):
    """The rows of a file: by the name its other columns, each a set."""
    with (HERE / name).open(newline="") as file:
        _headings, *rows = csv.reader(file)
    return {name: [set(cell.split()) for cell in cells] for name, *cells in rows}


TYPES = {name: parents for name, (parents,) in table("types.csv").items()}
PROPERTIES = table("properties.csv")


def line(name):
    """A type and all above it; raises KeyError where there is none of this name."""
    return {name}.union(*map(line, TYPES[name]))


def faults(thing):
    """What is wrong with a thing and all in it, in words."""
    kind = thing.get("@type", "")
    if kind not in TYPES:
        yield f"no type {kind!r}: {thing}"
        return
    yield from (f"{kind} lacks {name}" for name in sorted(NEEDED.get(kind, set()) - set(thing)))
    if not ADDRESS.fullmatch(thing.get("@id", "https://x/")):
        yield f"{kind} has the identifier {thing['@id']}"
    for name, value in thing.items():
        if not name.startswith("@"):
            yield from faults_of_property(kind, name, value)


def faults_of_property(kind, name, value):
    """What is wrong with a property, and with the things that are its values."""
    # What an action asks for, by the property that it becomes.
    of, ranges = PROPERTIES.get(name.removesuffix("-input"), [set(), set()])
    if name.endswith("-input"):
        ranges = {"Text"}
    if not of & line(kind):
        yield f"{kind} has no {name}"
    for each in value if isinstance(value, list) else [value]:
        if not any(fits(each, range_) for range_ in ranges):
            yield f"{name} of {kind} is none of {sorted(ranges)}: {each!r}"
        if isinstance(each, dict):
            yield from faults(each)
    if value == "":
        yield f"{name} of {kind} is empty"


def fits(value, wanted):
    """Whether a value may be of a type: a thing, the address of one, or a plain value."""
    above = line(wanted) if wanted in TYPES else set()
    if isinstance(value, dict):
        return value.get("@type") in TYPES and wanted in line(value["@type"])
    if isinstance(value, bool | int):
        return wanted in line({bool: "Boolean", int: "Integer"}[type(value)])
    if wanted in MOMENTS:
        return bool(MOMENTS[wanted].fullmatch(value))
    if "Enumeration" in above:
        member = value.removeprefix(f"{VOCABULARY}/")
        return member in TYPES and wanted in line(member)
    is_address = "DataType" not in above or wanted == "URL"
    return wanted == "Text" or (is_address and bool(ADDRESS.fullmatch(value)))

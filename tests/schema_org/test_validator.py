"""That the validator finds what is wrong."""

import pytest

from tests.schema_org.validator import PROPERTIES, TYPES, faults, line

EVENT = {
    "@type": "Event",
    "@id": "https://x.go.th/1",
    "url": "https://x.go.th/1",
    "name": "ก",
    "startDate": "2020-12-03",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": {"@type": "Place", "name": "ข"},
}


def test_what_is_right_has_no_fault():
    assert list(faults(EVENT)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"@type": "Party"}, "no type 'Party'"),
        ({"@id": "x"}, "Event has the identifier x"),
        ({"startDate": "3 December 2020"}, "startDate of Event is none of ['Date', 'DateTime']"),
        ({"startDate": "2020-12-03T09:00:00"}, "startDate of Event is none of ['Date', 'DateTime']"),
        ({"jobTitle": "ก"}, "Event has no jobTitle"),
        ({"nothing": "ก"}, "Event has no nothing"),
        ({"name": ""}, "name of Event is empty"),
        ({"name": {"@type": "Place", "name": "ก"}}, "name of Event is none of ['Text']"),
        ({"eventStatus": "https://schema.org/Place"}, "eventStatus of Event is none of ['EventStatusType']"),
        ({"organizer": "somebody"}, "organizer of Event is none of ['Organization', 'Person']"),
        ({"organizer": {"@type": "Place", "name": "ก"}}, "organizer of Event is none of"),
        ({"location": [{"@type": "Place"}]}, "Place lacks name"),
        ({"url": "/1"}, "url of Event is none of ['URL']"),
        ({"isAccessibleForFree": "yes"}, "isAccessibleForFree of Event is none of ['Boolean']"),
    ],
)
def test_what_is_wrong_is_said(change, fault):
    assert fault in " | ".join(faults(EVENT | change))


def test_the_vocabulary_is_whole():
    assert all(line(name) for name in TYPES)
    assert {name for of, _is in PROPERTIES.values() for name in of} <= set(TYPES)

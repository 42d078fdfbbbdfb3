"""Nothing of a ceremony is public before its release, at any address; and all of it from then on.

What an approver may announce, its year and its release, is tested in tests/awards/test_announced.py.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from awards.roles import ROLES
from tests.project.canaries import WORD
from tests.project.embargoed import World, addresses, arguments
from tests.project.routes import public_views

pytestmark = pytest.mark.django_db

OF_THE_SECOND = {"Date", "Expires"}
# A link that works: it shows the neighbour.
THE_LINK = "/preview/given"
# What no page shows of a released ceremony either, and why.
NEVER_PUBLIC = {
    "acceptance.problem": "what staff accepted in review is between them",
    "acceptance.text": "what staff accepted in review is between them",
    "acceptance.reason": "what staff accepted in review is between them",
    "correction.why": "says who asked, for the record",
    "previewlink.name": "is somebody of the press",
    "previewlink.token": "is a secret of whoever holds it",
}


def answer(client, address, method="get", **options):
    """All that the portal says: status, headers and body."""
    response = getattr(client, method)(address, **options)
    headers = {name: value for name, value in response.items() if name not in OF_THE_SECOND}
    return response.status_code, headers, response.getvalue()


def answers(world):
    """What each address says to anybody, and to staff of each role."""
    clients = {role: Client() for role in [None, *ROLES]}
    for role, client in clients.items():
        if role:
            client.force_login(world.staff[role])
    said = {}
    for address in addresses(world):
        for role, client in clients.items():
            # Who asks was told apart at the bare addresses already.
            for method in ("get", "head") if not role or "?" not in address else ():
                said[role, method, address] = answer(client, address, method)
    return said


@pytest.fixture
def world():
    return World()


def leaks(said):
    """Where a word stands that was not in the question: (who asked, how, the address, the fields)."""
    for (role, method, address), (_status, headers, body) in said.items():
        found = set(WORD.findall(f"{headers} {body.decode(errors='replace')}")) - set(WORD.findall(address))
        if found:
            yield role, method, address, sorted(found)


def test_every_public_view_is_looked_at(world):
    assert sorted(arguments(world)) == sorted(public_views()), (
        "A public view is missing in arguments() of embargoed.py, or is no more: say there what can be asked "
        "of it, and if it has parameters, in questions() too."
    )


def test_before_its_release_no_answer_differs_from_one_without_the_ceremony(world):
    said = answers(world)
    world.delete()
    without = answers(world)

    assert [(*asked, *words) for *asked, words in leaks(said)] == []
    assert [asked for asked in said if said[asked] != without[asked] and THE_LINK not in asked[-1]] == []


def test_the_preview_of_another_ceremony_does_not_differ_either(client, world):
    asked = [address for address in addresses(world) if THE_LINK in address]
    said = {address: answer(client, address) for address in asked}
    for bundle in world.bundles:
        bundle.delete()

    assert {status for status, *_rest in said.values()} == {200, 301, 404}
    assert [address for address in asked if said[address] != answer(client, address)] == []


def hidden_addresses(world):
    """The addresses of one ceremony that is hidden, and of what is on it: pages, data and files."""
    with translation.override("th"):
        asked = arguments(world).items()
        found = [reverse(view, args=each) for view, several in asked for each in several if each]
    return [address for address in found if WORD.search(address)]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_no_method_tells_a_hidden_address_from_none(client, world, method):
    addresses = hidden_addresses(world)
    said = {address: answer(client, address, method) for address in addresses}
    world.delete()

    assert len(addresses) > 50
    assert [address for address in addresses if said[address] != answer(client, address, method)] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": "*"},
        {"if-match": "*"},
        {"if-modified-since": "Mon, 01 Jan 2035 00:00:00 GMT"},
        {"range": "bytes=0-9"},
        {"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_no_condition_tells_a_hidden_address_from_none(client, world, headers):
    addresses = hidden_addresses(world)
    said = {address: answer(client, address, headers=headers) for address in addresses}
    world.delete()

    assert {status for status, *_rest in said.values()} == {404}
    assert [
        address for address in addresses if said[address] != answer(client, address, headers=headers)
    ] == []


def test_from_its_release_on_all_is_there_but_what_is_never_public(client, world):
    world.release()

    said = {(None, "get", address): answer(client, address) for address in addresses(world)}
    seen = {world.words[word] for *_asked, words in leaks(said) for word in words}

    assert set(world.words.values()) - seen == set(NEVER_PUBLIC)


def test_no_cache_keeps_an_answer_that_the_release_changes(client, world):
    asked = [address for address in addresses(world) if "?" not in address]
    before = {address: answer(client, address) for address in asked}
    world.release()
    changed = {address for address in asked if answer(client, address) != before[address]}
    kept = {address: before[address][1]["Cache-Control"] for address in changed}

    assert {address for address in hidden_addresses(world) if "/preview/" not in address} <= changed
    assert set(kept.values()) <= {"public, max-age=0, must-revalidate", "no-store"}

"""Under load a ceremony is public from one instant on, everywhere: not before, not late, not in part."""

import json
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection
from itertools import chain, cycle
from threading import Event
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone

from awards.models import Ceremony
from awardsportal.urls import urlpatterns as portal_urls
from tests.factories import make_ceremony
from tests.installation import Installation, wait_until
from tests.project.canaries import WORD

READERS = 6


class Page(NamedTuple):
    """All that somebody could tell an answer from another by."""

    status: int
    headers: tuple
    body: bytes

    @property
    def etag(self):
        return dict(self.headers).get("ETag")


class Answer(NamedTuple):
    """A page, and between which moments it was made."""

    asked_at: float
    answered_at: float
    page: Page


class Readers:
    """Several people who ask for all addresses again and again, half of them with what they had before."""

    def __init__(self, server, addresses):
        self.server, self.addresses = urlsplit(server).netloc, addresses
        self.answers, self.enough = defaultdict(list), Event()

    def read(self, number):
        """Ask, from another address on than the other readers, until it is enough."""
        connection, cache = HTTPConnection(self.server), {}
        start = number * len(self.addresses) // READERS
        for address in cycle([*self.addresses[start:], *self.addresses[:start]]):
            if self.enough.is_set():
                break
            cached = cache.get(address) if number % 2 else None
            answer = ask(connection, address, cached)
            cache[address] = answer.page
            self.answers[address].append(answer)
        connection.close()

    def have_read_all(self, since=0.0):
        """Whether every address was asked for after that moment, and answered."""
        return all(self.since(address, since) for address in self.addresses)

    def since(self, address, moment):
        """The pages that were asked for after that moment."""
        return {answer.page for answer in list(self.answers[address]) if answer.asked_at > moment}

    def until(self, address, moment):
        """The pages that were there before that moment."""
        return {answer.page for answer in self.answers[address] if answer.answered_at < moment}


def ask(connection, address, cached):
    """The answer; that what is in the cache still holds is an answer with that page."""
    headers = {"If-None-Match": cached.etag} if cached and cached.etag else {}
    asked_at = time.time()
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    body = response.read()
    kept = sorted((name, value) for name, value in response.getheaders() if name != "Date")
    page = cached if response.status == 304 else Page(response.status, tuple(kept), body)
    return Answer(asked_at, time.time(), page)


@pytest.fixture
def portal(tmp_path):
    """A portal as in production: in debug a missing page tells what was asked for."""
    portal = Installation(tmp_path, DEBUG="no", HTTPS="no")
    portal.manage("collectstatic", "--noinput", "--verbosity", "0", "--ignore", "admin")
    return portal


def test_all_of_a_ceremony_is_public_from_the_instant_of_its_release_and_nothing_before(portal):
    asked = json.loads(portal.run("tests.awards.releasing"))
    with portal.server() as server, ThreadPoolExecutor(READERS) as pool:
        readers = Readers(server, sorted({*chain(*asked.values()), *asked["hidden"].values()}))
        reading = [pool.submit(readers.read, number) for number in range(READERS)]
        try:
            wait_until(readers.have_read_all)
            release_at = json.loads(portal.run("tests.awards.releasing", "release"))
            wait_until(lambda: readers.have_read_all(since=release_at))
        finally:
            readers.enough.set()
        assert [each.result() for each in reading] == [None] * READERS

    before = {address: readers.until(address, release_at) for address in readers.addresses}
    after = {address: readers.since(address, release_at) for address in readers.addresses}
    each = {address: {answer.page for answer in readers.answers[address]} for address in readers.addresses}

    # One page before and one after, and whatever was answered at the instant itself is one of the two.
    assert {address: (len(before[address]), len(after[address])) for address in each} == dict.fromkeys(
        each, (1, 1)
    )
    assert [address for address in each if each[address] != before[address] | after[address]] == []
    # Before, nothing: what is hidden answers in full as what never was.
    assert [address for address in each if canaries(before[address])] == []
    assert [hidden for hidden, never in asked["hidden"].items() if before[hidden] != before[never]] == []
    # After, all of it; a badge holds a number and no words.
    shown = [*asked["hidden"], *asked["changing"]]
    assert [address for address in each if (before[address] == after[address]) == (address in shown)] == []
    assert [address for address in shown if not canaries(after[address]) and "badge" not in address] == []
    assert {page.status for address in shown for page in after[address]} == {200}


def count_over_the_instant(request):
    """How many ceremonies are public before a release and after it, in one request."""
    release_at = timezone.now() + timedelta(milliseconds=1)
    Ceremony.objects.update(release_at=release_at)
    before = Ceremony.objects.published().count()
    wait_until(lambda: timezone.now() > release_at)
    return JsonResponse([before, Ceremony.objects.published().count()], safe=False)


urlpatterns = [*portal_urls, path("count-over-the-instant/", count_over_the_instant)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_page_that_takes_longer_than_the_release_shows_nothing_of_it(client):
    make_ceremony(release_at=timezone.now() + timedelta(days=1))

    assert client.get("/count-over-the-instant/").json() == [0, 0]
    assert Ceremony.objects.published().count() == 1


def canaries(pages):
    """The canaries in some pages, wherever they sit."""
    return WORD.findall(str(list(pages)))

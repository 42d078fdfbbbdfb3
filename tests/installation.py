"""A portal of its own for tests: its database and folder, its server, and people who use it by HTTP."""

# It runs our own programs and asks our own server.
# ruff: noqa: S310, S603

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

import psycopg
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

PASSWORD = "a long enough word"
SERVER = ["-m", "gunicorn", "awardsportal.wsgi", "-c", "awardsportal/gunicorn.conf.py", "--workers", "2"]
PROMISE = re.compile(r'name="promise" value="(\w+)"')


class Installation:
    """A portal in a folder, on the same kind of database as the tests, with more in its environment."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": database(folder),
            "SECRET_KEY": "throw-away",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "yes",
            **environment,
        }
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments):
        """What a command of manage.py prints."""
        return self.python("manage.py", *arguments)

    def run(self, script, *arguments):
        """What a module of the tests prints that is run on this portal's database."""
        return self.python("-m", script, *arguments)

    def python(self, *arguments):
        """What a Python of this portal prints."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, sql):
        """What the database answers."""
        url = self.environment["DATABASE_URL"]
        connect = psycopg.connect if url.startswith("postgres") else sqlite3.connect
        with closing(connect(url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(sql).fetchall()

    @contextmanager
    def server(self):
        """The production server, as its address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, *SERVER, "--bind", address]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment)
        try:
            wait_until(lambda: answers(f"http://{address}/healthz"))
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait()


def database(folder):
    """The address of an empty database of the kind that the tests run on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:///{folder / 'portal.sqlite3'}"
    name = f"portal_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.rpartition("/")[0] + f"/{name}"


def answers(address):
    """Whether somebody answers there."""
    try:
        return urllib.request.urlopen(address).status == 200
    except OSError:
        return False


def wait_until(something, seconds=120):
    """Wait until something is so, and return it."""
    end = time.monotonic() + seconds
    while not (result := something()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.25)
    return result


class Person:
    """Somebody in front of a browser, signed in to the admin."""

    def __init__(self, server, username):
        self.server, self.cookies = server, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.get("/en/admin/login/")
        self.post("/en/admin/login/", username=username, password=PASSWORD)

    def get(self, address):
        """The status, the address after redirects, and the page."""
        return self.open(urllib.request.Request(self.server + address))

    def post(self, address, **fields):
        """Send a form, as `get` answers."""
        data = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True).encode()
        return self.open(urllib.request.Request(self.server + address, data))

    def upload(self, admin, data):
        """Upload a file of these bytes, and return the address that leads on to."""
        fields = {"csrfmiddlewaretoken": self.token, "file": SimpleUploadedFile("a.csv", data)}
        request = urllib.request.Request(
            f"{self.server}{admin}import/",
            encode_multipart(BOUNDARY, fields),
            {"Content-Type": MULTIPART_CONTENT},
        )
        _status, address, _page = self.open(request)
        return address

    @property
    def token(self):
        """What proves that a form is from our page."""
        return next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")

    def open(self, request):
        """The status, the address after redirects, and the page."""
        try:
            response = self.opener.open(request)
        except urllib.error.HTTPError as error:
            response = error
        return response.status, urlsplit(response.geturl()).path, response.read().decode()


def promise_in(page):
    """The promise that a preview carries, None if it cannot be confirmed."""
    found = PROMISE.search(page)
    return found and found[1]

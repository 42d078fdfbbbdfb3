"""A real browser on a live server with the real editions."""

import os
import shutil

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from tests.factories import make_user

# Playwright runs an event loop of its own, beside which Django's database calls are safe here.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Without these Chromium asks the network for updates and, as root, does not start.
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# A click returns when the next page begins to come: what is expected of it is waited for, in milliseconds.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)

# What a page looks like does not hang on the database: once is enough.
OF_LOOKS = {"test_access.py", "test_breaking.py", "test_extremes.py", "test_weight.py"}
SEEN_ON_SQLITE = pytest.mark.skip(reason="pages look alike on either database: seen on SQLite")


def pytest_collection_modifyitems(items):
    """Mark every test here as one that needs the browser, and leave those of looks to SQLite."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if item.path.name in OF_LOOKS and connection.vendor != "sqlite":
                item.add_marker(SEEN_ON_SQLITE)


@pytest.fixture(scope="session")
def browser():
    """Chromium from the system's packages."""
    if not CHROMIUM:
        missing = "Chromium not found: install it with `apt-get install chromium`"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def editions(transactional_db):
    """The real editions, as `make demo` loads them."""
    call_command("loaddata", *demo_fixtures(), verbosity=0)


def demo_fixtures():
    """The fixtures of the demo, in the order they load."""
    from awards.management.commands.demo import FIXTURES

    return FIXTURES


@pytest.fixture
def page(browser, live_server):
    """A page of the portal on a desktop, which fails the test when a page logs an error."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    errors = []
    page.on("console", lambda message: errors.append(message.text) if is_fault(message, page) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def is_fault(message, page):
    """Whether what a page logs tells of a fault; that the page itself is missing is none."""
    is_missing = "404" in message.text and message.location["url"] == page.url
    return message.type == "error" and not is_missing


@pytest.fixture
def axe():
    """What the axe engine finds against WCAG and good practice on a page, as (rule, elements)."""
    # The only rule of WCAG 2.2 that axe does not apply by itself.
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

    def axe(page):
        if page.evaluate("!window.axe"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(options).then(({ violations }) => violations)", options)
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    return axe


@pytest.fixture
def sign_in(page):
    """Sign somebody in a role in through the admin's own form."""

    def sign_in(role):
        user = make_user(role, password="a long enough word")
        page.goto("/admin/")
        page.get_by_label("ชื่อผู้ใช้").fill(user.username)
        page.get_by_label("รหัสผ่าน").fill("a long enough word")
        page.get_by_role("button", name="เข้าสู่ระบบ").click()
        return user

    return sign_in

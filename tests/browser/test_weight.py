"""What a page weighs on its way from the production server, and that nothing on it moves while it loads."""

from collections import Counter

import pytest

from tests.browser.conftest import demo_fixtures
from tests.installation import Installation

HEAVIEST, HEAVIEST_SCRIPTS = 60 * 1024, 10 * 1024
ADDRESSES = [
    "/",
    "/ceremonies/",
    "/ceremonies/2018/",
    "/ceremonies/2020/",
    "/winners/{ref}/",
    "/agencies/",
    "/agencies/sec/",
    "/awards/",
    "/awards/digital-government/",
    "/search/?q=2563",
    "/search/?q=2563&view=table",
    "/statistics/",
    "/en/",
    "/en/ceremonies/2018/",
]
# A slow phone: what loads late has every chance to push aside what is there.
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 100_000, "uploadThroughput": 100_000}
WATCH = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(shift => shifts.push(
    [shift.value, shift.sources.map(source => source.node?.outerHTML?.slice(0, 200))]
))).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """The address of the production server with the real editions and a large one, and a ref of that."""
    portal = Installation(tmp_path_factory.mktemp("portal"), DEBUG="no", HTTPS="no")
    portal.manage("collectstatic", "--noinput", "--verbosity", "0", "--ignore", "admin")
    portal.manage("loaddata", *demo_fixtures(), "--verbosity", "0")
    ref = portal.run("tests.browser.large").strip()
    with portal.server() as server:
        yield server, ref


@pytest.fixture
def visit(browser, portal):
    """Open a page in a browser that has nothing yet, on a screen of some width."""
    server, ref = portal
    contexts = []

    def visit(address, prepare, width=1280):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        prepare(page)
        page.goto(server + address.format(ref=ref), wait_until="networkidle")
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_light_without_its_photos(visit, address):
    requests, weights = [], Counter()

    def note(request):
        requests.append(request)

    visit(address, lambda page: page.on("requestfinished", note))
    for request in requests:
        sizes = request.sizes()
        kind = "photo" if "/photos/" in request.url else request.resource_type
        weights[kind] += sizes["responseHeadersSize"] + sizes["responseBodySize"]

    assert {"document", "stylesheet"} <= set(weights)
    assert weights.total() - weights["photo"] <= HEAVIEST
    assert weights["script"] <= HEAVIEST_SCRIPTS


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "address", ["/", "/ceremonies/2018/", "/ceremonies/2020/", "/winners/{ref}/", "/statistics/"]
)
def test_nothing_on_a_page_moves_while_it_loads(visit, address, width):
    def slow_down(page):
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        page.add_init_script(WATCH)

    page = visit(address, slow_down, width)
    for photo in page.locator("main .photo img").all():
        photo.scroll_into_view_if_needed()
        page.wait_for_function("photo => photo.complete && photo.naturalWidth", arg=photo.element_handle())

    assert page.evaluate("shifts") == []

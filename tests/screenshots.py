"""The pictures of the public pages that the documentation shows, taken of a running demo.

python -m tests.screenshots http://127.0.0.1:8000
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PAGES = {
    "home": "",
    "ceremony": "ceremonies/2020/",
    "winner": "winners/h7ng68nr/",
    "agency": "agencies/sec/",
    "search": "search/?q=กรม",
    "statistics": "statistics/",
}
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = {
    "thai": ("/", {"viewport": DESKTOP}),
    "english": ("/en/", {"viewport": DESKTOP}),
    "dark": ("/", {"viewport": DESKTOP, "color_scheme": "dark"}),
    "phone": ("/", {"viewport": PHONE, "device_scale_factor": 2}),
}
FOLDER = Path(__file__).parents[1] / "docs" / "pages"


def main(portal):
    """Take the upper part of each page in each look, as a WebP picture of its own."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for look, (language, options) in LOOKS.items():
            page = browser.new_page(**options)
            for name, address in PAGES.items():
                page.goto(f"{portal.rstrip('/')}{language}{address}")
                picture = Image.open(io.BytesIO(page.screenshot()))
                picture.save(FOLDER / f"{name}-{look}.webp", quality=70)


if __name__ == "__main__":
    main(*sys.argv[1:])

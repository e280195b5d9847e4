#!/usr/bin/env python3
"""Takes the README's pictures of the site that runs at an address.

`PYTHONPATH=. .venv/bin/python tools/pictures.py http://127.0.0.1:8000`

The site is started by hand, with `make run`, so that the pictures show what a reader will see.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.browsing import Person, chromium

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
SIZE = {"width": 1120, "height": 720}


def main(site: str) -> None:
    """One picture a kind of page."""
    with chromium() as browser:
        visitor, head = Person(browser, site), Person(browser, site)
        _take(visitor, "/policies/闵经委规发〔2021〕7号/measures/2/", "site-measure")
        firm = Person(browser, site)
        firm.sign_in("applicant")
        _take(firm, "/check/", "site-self-check", _open_first)
        head.sign_in("head")
        head.open("/matching/")
        first = head.page.locator("main tbody a").first.get_attribute("href")
        _take(head, str(first), "site-run")


def _take(person: Person, path: str, name: str, before: object = None) -> None:
    person.page.set_viewport_size(SIZE)  # type: ignore[arg-type]  # the stub wants its own dict
    person.open(path)
    if callable(before):
        before(person.page)
    person.page.screenshot(path=FOLDER / f"{name}.png")


def _open_first(page: Page) -> None:
    page.locator("#granted summary").first.click()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))

"""A person at a browser, and a watch over every page they see."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 250_000
PATIENCE = 60_000
"""Milliseconds a page may take on a busy machine, far beyond what a person would wait."""
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
REFUSED_FORM = "the server responded with a status of 422"
"""What a browser notes when a form comes back with its errors, as it should."""
SERIOUS = frozenset({"serious", "critical"})
FONTS = (".woff", ".woff2", ".ttf", ".otf")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, or the one that `playwright install chromium` brought."""
    found = next(filter(None, map(shutil.which, SYSTEM_BROWSERS)), None)
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=args)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser of their own; `troubles` are all that no page may have."""

    def __init__(self, browser: Browser, site: str, *, scripts: bool = True) -> None:
        self.site = site
        self.troubles: list[str] = []
        self._bytes = 0
        self.context = browser.new_context(
            base_url=site, locale="zh-CN", accept_downloads=True, java_script_enabled=scripts
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # the stub wants its own dict
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda wrong: self.trouble(f"错误 {wrong}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._came)

    def trouble(self, what: str) -> None:
        """Notes what is wrong with the page that is open."""
        self.troubles.append(f"{urlsplit(self.page.url).path}：{what}")

    def open(self, path: str) -> None:
        """Goes there by address."""
        self._bytes = 0
        self.page.goto(path)
        if self._bytes > LARGEST:
            self.trouble(f"{self._bytes} 字节")

    def sign_in(self, username: str) -> None:
        """As one of the demonstration's people, with the password that its page shows."""
        self.open("/sign-in/")
        password = self.page.locator("main p code").inner_text()
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.locator("main").get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(lambda address: "sign-in" not in address)

    def look(self) -> None:
        """The page that is open: accessible, and no wider than a phone."""
        found = Axe().run(self.page).response["violations"]
        for each in found:
            if each["impact"] in SERIOUS:
                where = [node["target"] for node in each["nodes"]][:3]
                self.trouble(f"{each['id']} {each['help']} {where}")
        self.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # the same
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            self.trouble(f"在 {NARROW['width']} 像素上宽 {width}")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # the same

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and REFUSED_FORM not in message.text:
            self.trouble(f"控制台 {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.trouble(f"请求了别的主机 {request.url}")

    def _came(self, response: Response) -> None:
        if not urlsplit(response.url).path.endswith(FONTS):
            self._bytes += int(response.headers.get("content-length", 0))

"""The site running as it does for people, and people at their browsers."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Error

from tests.journeys.browsing import Person, chromium
from tests.journeys.site import DUIXIAN, surroundings_of

PATIENCE = 180
"""Seconds a busy machine may take to open the site."""


@pytest.fixture(scope="session")
def site(small_site: Path, tmp_path_factory) -> Iterator[str]:
    """The address of the site, served by its own program with its jobs worker."""
    folder: Path = tmp_path_factory.mktemp("site")
    surroundings = surroundings_of(shutil.copytree(small_site, folder / "data"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*DUIXIAN, "office", "run", "--demonstration", "--port", str(port)]
    with (folder / "log").open("w") as log:
        served = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log)
        try:
            _await(f"http://127.0.0.1:{port}/", served, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            served.terminate()
            served.wait(60)
    shutil.rmtree(folder)


def _await(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and served.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - the address is ours
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"网站没有启动：\n{log.read_text(encoding='utf-8')}")


# One a module: while it runs, its event loop would be in the way of other tests.
@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """The browser; without one the journeys are not made, unless they are required."""
    try:
        with chromium() as browser:
            yield browser
    except Error as missing:
        if "Executable doesn't exist" not in str(missing):
            raise
        reason = "没有浏览器，可用 playwright install chromium 安装"
        if os.environ.get("DUIXIAN_BROWSER_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def person(chrome, site) -> Iterator[Callable[..., Person]]:
    """Somebody at a browser, signed in if a name is given; at the end nothing may be wrong."""
    there: list[Person] = []

    def arrive(username: str = "", *, scripts: bool = True) -> Person:
        one = Person(chrome, site, scripts=scripts)
        there.append(one)
        if username:
            one.sign_in(username)
        return one

    yield arrive
    for one in there:
        one.context.close()
    if troubles := [trouble for one in there for trouble in one.troubles]:
        pytest.fail("\n".join(troubles))

"""The site as its keeper starts it: a real process, asked and stopped; the log verified."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

DUIXIAN = [sys.executable, "-c", "import sys; from duixian.cli.main import main; sys.exit(main())"]


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """An environment with nothing of the site set but a folder for its data."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DUIXIAN_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"DUIXIAN_DATA": str(tmp_path / "data")}


def called(surroundings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DUIXIAN, "office", *words], env=surroundings, capture_output=True, text=True, check=False
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def page(port: int) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not open")


def test_the_site_opens_with_invented_people_and_closes_when_told(surroundings):
    port = free_port()
    words = [*DUIXIAN, "office", "run", "--demonstration", "--port", str(port)]
    with subprocess.Popen(words, env=surroundings, stdout=subprocess.DEVNULL) as site:
        try:
            shown = page(port)
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(timeout=20)
    assert "沈经办" in shown
    answer = called(surroundings, "audit", "verify", "--demonstration")
    assert answer.returncode == 0
    assert "条，全部相符" in answer.stdout


def test_a_changed_row_of_the_log_is_named(surroundings):
    assert called(surroundings, "audit", "seal", "--demonstration").returncode == 0
    with sqlite3.connect(Path(surroundings["DUIXIAN_DATA"]) / "office.sqlite3") as database:
        database.execute("UPDATE audit_head SET number = 2")
    answer = called(surroundings, "audit", "verify", "--demonstration")
    assert answer.returncode == 1
    assert "第 1 至 2 条不见了" in answer.stdout


def test_without_a_secret_the_site_does_not_start(surroundings):
    answer = called(surroundings, "audit", "verify")
    assert answer.returncode == 2
    assert "DUIXIAN_SECRET" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_demonstration_is_refused_on_an_address_that_others_reach(surroundings):
    open_to_all = surroundings | {"DUIXIAN_HOSTS": "duixian.example"}
    answer = called(open_to_all, "audit", "verify", "--demonstration")
    assert answer.returncode == 2
    assert "只能用本机地址" in answer.stderr


def test_a_database_that_is_not_there_is_said(surroundings):
    elsewhere = surroundings | {"DUIXIAN_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}
    answer = called(elsewhere, "audit", "verify", "--demonstration")
    assert answer.returncode == 3
    assert "数据库不能用" in answer.stderr
    assert "Traceback" not in answer.stderr

"""The site as its keeper starts it: a real process, asked and stopped; the log verified."""

import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from base64 import b64encode
from pathlib import Path

import pytest

from tests.journeys.site import DUIXIAN, surroundings_of


def safe(surroundings: dict[str, str]) -> dict[str, str]:
    """The environment of a site for others, as it should be."""
    return surroundings | {
        "DUIXIAN_SECRET": secrets.token_urlsafe(60),
        "DUIXIAN_AUDIT_KEY": b64encode(secrets.token_bytes(32)).decode(),
        "DUIXIAN_HOSTS": "duixian.example",
    }


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    return surroundings_of(tmp_path / "data")


@pytest.fixture
def sound(surroundings: dict[str, str]) -> dict[str, str]:
    return safe(surroundings)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    """The data of a site whose tables and files were made, only to be copied."""
    data: Path = tmp_path_factory.mktemp("site") / "data"
    made = called(safe(surroundings_of(data)), "migrate")
    assert made.returncode == 0, made.stderr
    return data


def called(surroundings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DUIXIAN, "office", *words], env=surroundings, capture_output=True, text=True, check=False
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def page(port: int) -> str:
    for _ in range(1800):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not open")


def opened(surroundings: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    words = [*DUIXIAN, "office", "run", "--demonstration", "--port", str(port)]
    return subprocess.Popen(words, env=surroundings, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    "word", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.nightly)]
)
def test_the_site_and_its_worker_open_with_invented_people_and_close_when_told(
    surroundings, small_site, word
):
    port = free_port()
    shutil.copytree(small_site, surroundings["DUIXIAN_DATA"])
    with opened(surroundings, port) as site:
        try:
            shown = page(port)
            style = re.findall(r'"(/static/portal/tokens\.[0-9a-f]+\.css)"', shown)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{style[0]}", timeout=30) as file:
                kept = str(file.headers["Cache-Control"])
            beside = called(surroundings, "check", "--demonstration").stdout
        finally:
            site.send_signal(word)
            site.wait(timeout=30)
    assert "沈经办" in shown
    assert "immutable" in kept
    without = called(surroundings, "check", "--demonstration").stdout
    assert ("没有在运行的后台作业" in beside, "没有在运行的后台作业" in without) == (False, True)
    sound = {"DUIXIAN_SECRET": secrets.token_urlsafe(60), "DUIXIAN_AUDIT_KEY": "A" * 43 + "="}
    real = called(surroundings | sound | {"DUIXIAN_HOSTS": "duixian.example"}, "check")
    assert "示例人员还能用公开的密码登录" in real.stdout
    assert real.returncode == 1
    answer = called(surroundings, "audit", "verify", "--demonstration")
    assert answer.returncode == 0
    assert "全部相符" in answer.stdout


def test_a_taken_port_is_said(surroundings, small_site):
    shutil.copytree(small_site, surroundings["DUIXIAN_DATA"])
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        answer = called(surroundings, "run", "--demonstration", "--port", port)
    assert answer.returncode == 3
    assert f"端口 {port} 不能用" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_what_is_unsafe_about_a_configuration_is_said_with_what_to_do(surroundings):
    weak = {"DUIXIAN_SECRET": "short", "DUIXIAN_AUDIT_KEY": "no key", "DUIXIAN_HOSTS": "*"}
    weak |= {"DUIXIAN_OIDC_ISSUER": "http://id.example", "DUIXIAN_OIDC_CLIENT": "duixian"}
    weak |= {"DUIXIAN_OIDC_SECRET": "s"}
    answer = called(surroundings | weak, "check")
    assert answer.returncode == 1
    for said in (
        "DUIXIAN_SECRET 太短",
        "DUIXIAN_AUDIT_KEY 不是 32 字节",
        "DUIXIAN_HOSTS 是 *",
        "不是 https",
    ):
        assert said in answer.stdout
    assert "openssl rand -base64 32" in answer.stdout


def test_a_safe_configuration_has_reminders_only(sound, migrated):
    shutil.copytree(migrated, sound["DUIXIAN_DATA"])
    answer = called(sound, "check")
    assert "不安全" not in answer.stdout
    (Path(sound["DUIXIAN_DATA"]) / "static" / "staticfiles.json").unlink()
    assert "静态文件不是这个版本的" in called(sound, "check").stdout
    assert answer.returncode == 0
    assert "后台作业" in answer.stdout


def test_a_changed_row_of_the_log_is_named(sound, migrated):
    assert "表不是这个版本的" in called(sound, "audit", "seal").stderr
    shutil.copytree(migrated, sound["DUIXIAN_DATA"], dirs_exist_ok=True)
    assert called(sound, "audit", "seal").returncode == 0
    with sqlite3.connect(Path(sound["DUIXIAN_DATA"]) / "office.sqlite3") as database:
        database.execute("UPDATE audit_head SET number = number + 2")
    answer = called(sound, "audit", "verify")
    assert answer.returncode == 1
    assert re.search(r"末尾缺失：第 \d+ 至 \d+ 条不见了", answer.stdout)
    wrong = called(sound | {"DUIXIAN_AUDIT_KEY": "no key"}, "audit", "seal")
    assert (wrong.returncode, "不是 32 字节" in wrong.stderr) == (2, True)


def test_proxies_that_are_no_addresses_are_said(surroundings):
    named = surroundings | {"DUIXIAN_PROXIES": "proxy.example"}
    answer = called(named, "check", "--demonstration")
    assert (answer.returncode, "DUIXIAN_PROXIES 应是" in answer.stderr) == (2, True)


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

"""Requests are counted once for all processes of the site, exactly."""

import sys
from collections import Counter
from subprocess import PIPE, Popen

from django.test import Client

from duixian.office.api import throttles
from duixian.office.api.counting import counted

EACH = 150
ASK = """
import sys
from pathlib import Path
from duixian.office.api.counting import counted
for _ in range({each}):
    print(counted(Path(sys.argv[1]), "address-203.0.113.9", 7))
"""


def test_processes_count_together(tmp_path):
    file = tmp_path / "asked.sqlite3"
    words = [sys.executable, "-c", ASK.format(each=EACH), str(file)]
    processes = [Popen(words, stdout=PIPE, text=True) for _ in range(3)]
    counts = [int(line) for each in processes for line in each.communicate()[0].split()]
    assert Counter(counts) == Counter(range(1, 3 * EACH + 1))


def test_a_new_second_begins_anew_and_others_are_counted_apart(tmp_path):
    file = tmp_path / "asked.sqlite3"
    asked = [("a", 7), ("a", 7), ("b", 7), ("a", 8), ("a", 200), ("b", 200)]
    assert [counted(file, who, second) for who, second in asked] == [1, 2, 1, 1, 1, 1]


def test_who_asks_without_a_token_is_counted_by_address(district, monkeypatch):  # noqa: ARG001 - people first
    monkeypatch.setattr("time.time", lambda: 1000.5)
    answers = [Client().get("/api/policies?region=999999").status_code for _ in range(52)]
    assert answers == [404] * 50 + [429] * 2
    elsewhere = Client(REMOTE_ADDR="127.0.0.2").get("/api/policies?region=999999")
    assert elsewhere.status_code == 404


def test_a_count_that_cannot_be_kept_stops_nobody_and_is_told(
    district,  # noqa: ARG001 - people first
    monkeypatch,
    caplog,
    tmp_path,
):
    monkeypatch.setattr(throttles, "FILE", str(tmp_path / "no" / "such" / "folder"))
    assert Client().get("/api/policies?region=999999").status_code == 404
    assert "请求次数没有记下" in caplog.text

"""A fault of the site reaches its keeper with all that led there; visitors' mistakes do not."""

import os
import subprocess
import sys

MEET = """
import django; django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
print(client.get("/").status_code, client.get("/nowhere/").status_code)
print(Client(headers={"host": "evil.example"}).get("/").status_code)
print(Client(enforce_csrf_checks=True).post("/sign-in/", {"password": "typed"}).status_code)
"""


def test_the_keeper_reads_of_faults_only(tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DUIXIAN_")}
    settings = {"DJANGO_SETTINGS_MODULE": "tests.office.settings", "DUIXIAN_DATA": str(tmp_path)}
    words = [sys.executable, "-c", MEET]
    ended = subprocess.run(words, env=kept | settings, capture_output=True, text=True, check=False)
    assert ended.stdout.split() == ["500", "404", "400", "403"]
    assert "home.py" in ended.stderr
    assert "no such table" in ended.stderr
    assert not any(each in ended.stderr for each in ("nowhere", "evil.example", "typed", "csrf"))

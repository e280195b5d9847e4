"""Two officers decide the same at one moment: one does it, the other is told, nothing is twice.

Nightly: real transactions in a database of their own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from tests.architecture.repository import ROOT

pytestmark = pytest.mark.nightly
NAME = "side_by_side"
PROGRAM = """
import django
django.setup()
from tests.office.registry.side_by_side import main
main()
"""


@pytest.fixture
def environment(tmp_path) -> Iterator[dict[str, str]]:
    """The surroundings of a site over an empty database, of the kind that is tested."""
    own = {
        "DUIXIAN_DATA": str(tmp_path),
        "DUIXIAN_DEMONSTRATION": "1",
        "DJANGO_SETTINGS_MODULE": "duixian.office.config.settings",
    }
    if connection.vendor != "postgresql":
        yield os.environ | own
        return
    address = os.environ["DUIXIAN_DATABASE"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}")
        yield os.environ | own | {"DUIXIAN_DATABASE": f"{address.rpartition('/')[0]}/{NAME}"}
        server.execute(f"DROP DATABASE {NAME}")


def test_what_two_officers_do_at_once_is_done_once(environment):
    program = [sys.executable, "-c", PROGRAM]
    said = subprocess.run(program, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    told = json.loads(said.stdout)
    assert told["import"] == ["", ""], "the second one finds nothing new"
    for matter in ("confirm", "correct", "name", "credit"):
        did, other = told[matter]
        assert did == ""
        assert other not in ("", "died"), matter
    assert told["done"] == [2, 1, 1]
    assert told["lock"] in ([], ["other", "holder", "same"])
    assert told["audit"] == []

"""Searches of a large registry: by the order of codes or by the index of names, all the same."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duixian.office.registry import finding
from duixian.office.registry.finding import Search, search
from duixian.office.registry.initials import searched
from duixian.office.registry.models import Enterprise

REGION = "310112"
PARTS = (("上海", ""), ("鑫安", "安鑫", "鑫"), ("机械", "电气"))
NAMES = ["".join(signs) for signs in product(*PARTS)]
WORDS = [
    *("鑫", "鑫安", "安鑫机", "海鑫", "机械", "上海 电气", "安 安", "上海鑫电气"),
    *("SHXA", "A", "无", "%", "_"),
]

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="在 PostgreSQL 上才有查询计划"
)


@pytest.fixture
def firms() -> list[Enterprise]:
    """Some with every mixture of a few signs, and one of another district."""
    made = [
        Enterprise(region=REGION, code=f"9131{at:04d}", name=name, searched=searched(name, ""))
        for at, name in enumerate(NAMES * 3)
    ]
    abroad = Enterprise(region="310118", code="9131", searched=searched("上海鑫", ""))
    Enterprise.objects.bulk_create([*made, abroad])
    return made


def all_pages(words: str) -> list[str]:
    found = search(REGION, Search(words=words))
    codes = [firm.code for firm in found.firms]
    while found.after:
        found = search(REGION, Search(words=words), found.after)
        codes += [firm.code for firm in found.firms]
    return codes


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("looked_through", [0, 2, 20, 5000])
def test_every_firm_that_holds_the_words_is_found_once_and_in_order(
    firms, words, looked_through, monkeypatch
):
    monkeypatch.setattr(finding, "PAGE", 4)
    monkeypatch.setattr(finding, "NEXT", looked_through)
    holding = [firm.code for firm in firms if all(word in firm.searched for word in words.split())]
    assert all_pages(words) == holding


@on_postgresql
def test_how_codes_begin_is_a_range_of_the_index_that_orders_them():
    with CaptureQueriesContext(connection) as queries:
        search(REGION, Search(words="91310112"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert ">= '91310112'" in plan
    assert "Sort" not in plan


@on_postgresql
@pytest.mark.usefixtures("firms")
@pytest.mark.parametrize("words", ["鑫安", "鑫"])
def test_signs_of_a_rare_name_are_asked_for_as_their_index_holds_them(words, monkeypatch):
    monkeypatch.setattr(finding, "NEXT", 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'enterprise_by_pieces'")
        (held,) = cursor.fetchone()
    assert "registry_pieces(searched)" in held
    with CaptureQueriesContext(connection) as queries:
        search(REGION, Search(words=words))
    assert "registry_pieces(searched) @>" in queries[-1]["sql"]

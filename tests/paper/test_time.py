import time

import pytest

from duixian.paper.clauses import clauses
from duixian.paper.documents import find

HOSTILE = {
    "numbers": "1、" * 50_000,
    "numerals": "一" * 100_000,
    "thousands": "1,111" + ",111" * 30_000,
    "ratios": "1:" * 50_000,
    "titles": "《" * 50_000,
    "stops": "。" * 50_000 + "a",
    "lines": "第一条 甲。\n" + "续\n" * 20_000,
    "rows": "甲\t乙\n" * 10_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_takes_more_than_moments(kind: str) -> None:
    begun = time.process_time()
    clauses(HOSTILE[kind])
    find(HOSTILE[kind], "示范市促进创新若干规定", "示府规〔2024〕3号")
    assert time.process_time() - begun < 10

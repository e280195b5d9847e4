"""Every figure of the official papers of both example years stands in ours, words and tables."""

import re
from pathlib import Path

import pytest

from duixian.fund.work.book import Book
from duixian.paper.year.registry import PAPERS
from tests.paper.year.reading import texts

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
PARTS: dict[str, tuple[str, str, str, set[str]]] = {
    # text, where the part begins and ends, figures that ours has not
    "评审报告": (
        "000",
        "# 推进先进制造业等产业发展项目自评报告",
        "## 附件 1",
        # 18 for the 22 firms of item 2, a year misprinted, products without their decimals
        {"555556", "2011", "1463", "2642"},
    ),
    "附件 1": ("000", "## 附件 1：申报资料", "## 附件 2：申报", {"555556", "2025"}),
    "附件 2": ("000", "## 附件 2：申报", "### 附件 3", set()),
    "附件 3": ("000", "### 附件 3", "## 附件 4", set()),
    "附件 4-2": ("000", "## 4-2. 政策标准梳理", "#### 4-3.", set()),
    # 240 for 2,400, 0.32 万 for 3,200
    "附件 4-3": ("000", "#### 4-3.", "", {"2011", "1463", "2832", "240", "0.32"}),
    # the year in the name of a national plan
    "项目描述": ("001", "", "", {"555556", "2025"}),
    # a slogan
    "目标申报表": ("004", "", "", {"12345"}),
}


def figures(text: str) -> set[str]:
    found = (each.replace(",", "") for each in FIGURE.findall(text))
    return {each.rstrip("0").rstrip(".") if "." in each else each for each in found}


def part(seeds: Path, number: str, start: str, end: str) -> str:
    text = next(seeds.glob(f"{number}*.txt")).read_text(encoding="utf-8")
    text = text[text.index(start) :]
    return text.partition(end)[0] if end else text


@pytest.fixture(scope="module")
def ours(minhang: Book, jiading: Book) -> dict[str, set[str]]:
    return {
        name: figures("|".join(text for paper in PAPERS for text in texts(paper.blocks(book))))
        for name, book in (("minhang", minhang), ("jiading", jiading))
    }


@pytest.mark.parametrize("name", PARTS)
def test_every_figure_of_an_official_paper_stands_in_ours(
    name: str, seeds: Path, ours: dict[str, set[str]]
) -> None:
    number, start, end, without = PARTS[name]
    printed = figures(part(seeds, number, start, end))
    assert printed
    known = ours["jiading" if number == "004" else "minhang"]
    assert printed - known == without

"""The figures of the papers of 闵行 2022 and 嘉定 2024, read from the official texts themselves."""

import re
from pathlib import Path

Rows = list[list[str]]

AMOUNT = r"\d{1,3}(?:,\d{3})*\.\d\d"
DETAIL = re.compile(rf"({AMOUNT})\t([\d,]+(?:\.\d\d)?)\t(\d+)(?:\t|$)", re.MULTILINE)
FIGURE = re.compile(r"^[+-]?[\d,]+(?:\.\d+)?%?$|^-$|^/$")
TARGET = re.compile(r"^>?\d+%$|^\d+ ?个\S+$|^\d+$|^合规$|^提升$|^建立健全$|^\d+ ?月前.*$")


def figures_of_papers(seeds: Path) -> dict[str, Rows]:
    """Table → its rows of figures, in the order of the paper, written as there without blanks."""
    report = _text(seeds, "000")
    project = _text(seeds, "001")
    form = _text(seeds, "004")
    return {
        "政策项": _last(_between(report, "序号\t政策项数", "（各政策项内容介绍"), 1),
        "表1": _last(_between(report, "表 1 2022", "以上★1.8.9"), 1),
        "表2": _last(_between(report, "表 2 2022", "表 3 2022"), 3),
        "表3": _detail(_between(report, "表 3 2022", "## 2. 以前年度")),
        "表4": _last(_between(report, "表 4 近三年", "## （2）各年度"), 4),
        "表5": _last(_between(report, "表 5 2019", "## （四）"), 7),
        "表6": _targets(_between(report, "表 6 2022", "## 二、项目评审情况")),
        "表7a": _reviewed(_between(report, "表 7 预算审核调整汇总表", "表 7 预算明细")),
        "表7b": _detail(_between(report, "表 7 预算明细", "## 五、项目结果")),
        "附件1": _targets(_between(report, "### 2、项目的具体目标", "### 3、阶段性")),
        "附件1B": _detail(_between(report, "### 1、项目总投入", "## 2、经常性项目")),
        "附件1C": _last(_between(report, "### （1）2019-2021", "### （2）2019-2021"), 4),
        "附件1D": _last(_between(report, "### （2）2019-2021", "3、资金来源情况"), 7),
        "附件1D明细": _last(_between(project, "（2）2019-2021", "3、资金来源情况"), 7),
        "4-3": _detail(_between(report, "#### 4-3.", "\x00")),
        "评分表自评": _marks(_between(report, "项目评分表\t", "### 附件 3")),
        "评分表专家评审": _experts(report),
        "财政政策绩效目标申报表": _last_cells(form),
    }


def _text(seeds: Path, number: str) -> str:
    return next(seeds.glob(f"{number}*.txt")).read_text(encoding="utf-8") + "\x00"


def _between(text: str, start: str, end: str) -> str:
    return text[text.index(start) :].partition(end)[0]


def _plain(cell: str) -> str:
    return re.sub(r"\s*\(1-8 月\)", "", cell).strip()


def _last(text: str, most: int) -> Rows:
    """The figures at the end of each row, at most so many."""
    rows = []
    for line in text.splitlines():
        cells = [_plain(cell) for cell in line.split("\t")]
        found = [cell for cell in cells[1:] if FIGURE.match(cell)]
        if len(cells) > 2 - (most == 1) and found and not re.match(r"^\d{4} 年度$", cells[-1]):
            rows.append(found[-most:])
    return rows


def _detail(text: str) -> Rows:
    rows = [list(found) for found in DETAIL.findall(text)]
    whole = re.findall(r"\b(?:200,?000,?000|190,000,000)\.00", text)
    return [*rows, [f"{int(whole[-1][:-3].replace(',', '')):,}.00"]]


def _reviewed(text: str) -> Rows:
    return [re.findall(AMOUNT, line) for line in text.splitlines() if re.search(AMOUNT, line)]


def _targets(text: str) -> Rows:
    return [
        [cell.strip().replace(" ", "")]
        for line in text.splitlines()
        for cell in line.split("\t")
        if TARGET.match(cell.strip())
    ]


def _marks(text: str) -> Rows:
    """Code, what the criterion gives, what it got; empty where the sheet is."""
    rows = []
    for line in text.splitlines():
        code = re.search(r"[（(]([ABC]\d\d)[）)]\t(.*)$", line)
        if code:
            cells = [cell.strip() for cell in code[2].split("\t")]
            given = [cell for cell in cells if cell]
            pair = given if len(given) > 1 else [cells[0], "" if cells[0] else "".join(given)]
            rows.append([code[1], *pair])
        elif line.startswith("总计"):
            rows.append(["总计", *[c for c in line.split("\t")[1:] if c.strip()]])
    return rows


def _experts(text: str) -> Rows:
    part = r".*?得分 ([\d.]+) 分"
    found = re.search(rf"专家评审后得分为 ([\d.]+) 分{part * 3}", text, re.DOTALL)
    assert found
    whole, *parts = found.groups()
    return [[part] for part in (*parts, whole)]


def _last_cells(text: str) -> Rows:
    rows = []
    for line in _between(text, "一级指标\t二级指标", "\x00").splitlines()[1:]:
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) > 1:
            rows.append([cells[-1]])
    return rows

"""The figures of the papers of 闵行 2022 and 嘉定 2024, read from the official texts themselves."""

import re
from pathlib import Path

Rows = list[list[str]]

AMOUNT = r"\d{1,3}(?:,\d{3})*\.\d\d"
DETAIL = re.compile(rf"({AMOUNT})\t([\d,]+(?:\.\d\d)?)\t(\d+)(?:\t|$)", re.MULTILINE)
FIGURE = re.compile(r"^[+-]?[\d,]+(?:\.\d+)?%?$|^-$|^/$")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
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
        "资金构成": [_between(form, "产业扶持类", "一级指标").split()[1:2]],
        "说明4-3": _notes(_between(report, "#### 4-3.", "\x00")),
        "说明表7b": _notes(_between(report, "表 7 预算明细", "## 五、项目结果")),
        "001附件1": _targets(_between(project, "2、项目的具体目标", "3、阶段性")),
        "001附件1B": _detail(_between(project, "1、项目总投入", "2、经常性项目")),
        "001附件1C": _last(_between(project, "（1）2019-2021", "（2）2019-2021"), 4),
    }


def names_of_papers(seeds: Path) -> dict[str, list[str]]:
    """Table → what its rows are called in their order, without blanks and misprints of width."""
    report = _text(seeds, "000")
    form = _text(seeds, "004")
    return {
        "表1": _named(_between(report, "表 1 2022", "以上★1.8.9"), 1),
        "表5": _named(_between(report, "表 5 2019", "## （四）"), 1),
        "表7a": _named(_between(report, "表 7 预算审核调整汇总表", "表 7 预算明细"), 1),
        "表7b": _lines(_between(report, "表 7 预算明细", "## 五、项目结果")),
        "表6": _named_targets(_between(report, "表 6 2022", "## 二、项目评审情况")),
        "评分表自评": re.findall(
            r"[（(]([ABC]\d\d)[）)]\s", _between(report, "项目评分表\t", "### 附件 3")
        ),
        "财政政策绩效目标申报表": [
            [cell.strip() for cell in line.split("\t") if cell.strip()][-2]
            for line in _between(form, "一级指标\t二级指标", "\x00").splitlines()[1:]
            if len(line.split()) > 1
        ],
    }


def _named(text: str, at: int) -> list[str]:
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    return [_tight(row[at]) for row in rows if re.match(r"\d★?$", row[0].strip())]


def _lines(text: str) -> list[str]:
    """The three-level names of table 7 (b): the cell before the amount, where it has one."""
    rows = [line.split("\t") for line in text.splitlines() if DETAIL.search(line + "\t")]
    return [_tight(row[2]) for row in rows]


def _named_targets(text: str) -> list[str]:
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        at = next((at for at, cell in enumerate(cells) if TARGET.match(cell)), 0)
        if at:
            found.append(_tight(cells[at - 1]))
    return found


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def _notes(text: str) -> Rows:
    """The figures in the explanations, a row a row of the table."""
    rows = [line.split("\t")[-1] for line in text.splitlines() if DETAIL.search(line + "\t")]
    return [NUMBER.findall(note.replace("\\", "")) for note in rows]


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

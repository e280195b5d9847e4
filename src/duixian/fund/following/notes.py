"""What to write into the columns of a year's tables, in Chinese."""

from collections.abc import Iterator, Mapping

from duixian.fund.reading import grid
from duixian.fund.reading.bearers import bearers
from duixian.fund.reading.grid import Column, Convert, OneOf
from duixian.fund.reading.year import TABLES

_KINDS: Mapping[Convert, str] = {
    grid.money: "金额，带单位，如 300 万元；单位也可以写在表头里",
    grid.day: "日期，如 2022-06-30",
    grid.days: "日期，多个以、隔开",
    grid.whole: "整数",
    grid.number: "数，不带单位",
    grid.month: "月份，1 至 12",
    grid.flag: "是或否",
    grid.words: "多个以、隔开",
    bearers: "区级、区镇（按政策分担），或如 区 80%、镇 20%；不写是区级",
}
_TABLES = {
    "drivers": "驱动因素：每个数量和单价的来源",
    "clauses": "政策条：每个政策项落实哪些条款",
    "lines": "三级明细",
    "needs": "各版本的需求：数量 × 单价 × 比例，或金额",
    "requests": "申请数与测算不同时的说明",
    "budgets": "各年调整后预算",
    "spending": "各年各月支出",
    "transfers": "调剂",
    "awards": "奖补台账，一行一期",
    "applications": "申报登记：受理、评审和抽查",
    "stages": "项目储备的阶段和通过率",
    "candidates": "项目储备",
    "targets": "绩效目标；目标值要重新填",
    "scores": "评分",
    "plan": "计划的环节、起止和责任科室",
    "problems": "问题整改：没有整改完的从上年带入",
    "risks": "风险和应对",
    "papers": "编制底稿",
    "stated": "文件印出的数字，用来核对",
    "actuals": "各目标的实际值，年中和年末都填",
    "milestones": "阶段目标，没有就按时间平均",
    "deviations": "偏差的原因和纠正",
    "codes": "指标文号、功能分类、经济分类的代码表",
    "equipment": "设备配置标准",
}


def note(column: Column) -> str:
    """What goes into the cells of a column."""
    convert = column.convert
    says = f"{'、'.join(convert.known)} 之一" if isinstance(convert, OneOf) else _KINDS.get(convert)
    return "。".join(text for text in ("必填" if column.required else "", says or "") if text)


def table_note(name: str) -> str:
    """What a table holds."""
    return _TABLES.get(name, "")


def guidance() -> str:
    """All tables and columns as a page of text."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# 填写说明"
    for name, columns in TABLES.items():
        yield f"\n## {name}：{table_note(name)}\n"
        for column in columns:
            says = note(column)
            yield f"- {column.name}{f'：{says}' if says else ''}"

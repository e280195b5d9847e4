"""How measures, rows, awards and verdicts are called when they are spoken of."""

from collections.abc import Iterable

from duixian.rulebook.assessment import RowId, Verdict
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Cite, Measure, Payee

VERDICTS = {
    Verdict.GRANTED: "可以兑现",
    Verdict.PENDING: "待评审或决定",
    Verdict.UNKNOWN: "缺资料",
    Verdict.REFUSED: "不符合条件",
    Verdict.EXHAUSTED: "无可兑现额",
    Verdict.DISPLACED: "择高未取",
    Verdict.NOT_IN_FORCE: "不在有效期",
}
PROVISOS = {Verdict.PENDING: "如通过", Verdict.UNKNOWN: "如符合"}
"""On what the sum of a row stands, where it is not certain."""


def title_of(policy: str, code: str, library: Library) -> str:
    """The title of a measure, its number where the library does not hold it."""
    measure = library.measure(policy, code)
    return measure.title if measure else f"{policy} {code}"


def row_title(row: RowId, library: Library) -> str:
    """A row of a measure: its title, its key, its year of support."""
    year = f" 第 {row.support_year} 年" if row.support_year else ""
    key = (
        f"（{row.key}{year}）"
        if row.key and row.subject != "企业"
        else f"（{year.strip()}）"
        if year
        else ""
    )
    return f"“{title_of(row.policy, row.measure, library)}”{key}"


def of_firm(text: str, measure: Measure | None) -> str:
    """The text without 受益人 where a measure always pays the firm of the row."""
    if not pays_firm(measure):
        return text
    text = text.replace("受益人的", "")
    for verb in ("列入", "未列入", "是否列入"):
        text = text.replace(f"受益人{verb}", f"企业{verb}")
    return text


def pays_firm(measure: Measure | None) -> bool:
    """Whether a measure always pays the firm of the row."""
    return measure is not None and measure.payee == Payee()


def articles(cites: Iterable[Cite]) -> str:
    """The cited articles without pins, each once: 第三条、第八条."""
    names = (f"{cite.document} {cite.article}".strip() for cite in cites)
    return "、".join(dict.fromkeys(names))


def measure_name(name: str, library: Library) -> str:
    """`文号 代码` as the title of the measure with its code."""
    policy, _, code = name.rpartition(" ")
    measure = library.measure(policy, code)
    return f"“{measure.title}”（{code}）" if measure else name

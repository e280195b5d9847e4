"""A title in lines of about the same length, broken between words as far as words are known."""

import math
import re

from duixian.paper.official.measure import ems

_WORDS = re.compile(
    "先进|制造业|制造|服务业|产业|发展|高质量|专项|项目|资金|财政|"
    "政策|扶持|奖励|补贴|预算|绩效|目标|评审|报告|自评|评价|意见|编制|说明|描述|实施|细则|管理|办法|若干|"
    "智能化|数字化|网络化|信息化|智能|数字|网络|信息|工业|互联网|改造|转型|升级|技术|科技|融合|应用|创新|企业|中小|"
    "培育|建设|经济|委员会|人民政府|上海市|年度|汇总|申报|工作|方案|体系|平台|试点|示范|重点|人才|品牌|历年|结转|综合|[区市镇]级|配套|"
    "知识产权|[一-龥]{1,2}[省市区县镇]"
)
_LETTERS_RUN = re.compile("[!-~]+")
_LEADING = re.compile("推进|促进|关于|支持|鼓励|加快|推动")
"""Words that open what follows them."""
_UNIT = re.compile("委员会|人民政府|管理局|中心")
_BRACKETS = re.compile("（[^）]*）|《[^》]*》|“[^”]*”")
_AFTER = "的和及与、，；：》）”"
_NOT_FIRST, _SOFT, _NOT_LAST = "、，。；：》）”", "的和及与等", "《（“"
_INSIDE, _LETTERS, _MORE, _WELL = 3.0, 40.0, 30.0, 2.5
"""Ems by which a line may be longer or shorter to spare a word, a run of letters, a line more, or
to end on a pause."""


def balanced(text: str, size: float, room: float) -> str:
    """A title in as few lines as fit, of about the same length; size and room in points."""
    most = room / size
    if ems(text) <= most:
        return text
    dear = _dear(text)
    lines = math.ceil(ems(text) / (most * 0.96))
    found, start = [], 0
    while lines > 1:
        end = _end(text, start, lines, most, dear)
        found.append(text[start:end])
        start, lines = end, max(lines - 1, math.ceil(ems(text[end:]) / most))
    return "\n".join([*found, text[start:]])


def _dear(text: str) -> list[float]:
    """What a break in front of each character costs, in ems."""
    costs = [0.0] + [_between(*text[at - 1 : at + 1]) for at in range(1, len(text))]
    for pattern, cost in ((_WORDS, _INSIDE), (_LETTERS_RUN, _LETTERS), (_BRACKETS, _WELL)):
        for found in pattern.finditer(text):
            for at in range(found.start() + 1, found.end()):
                costs[at] += cost
    for word in _LEADING.finditer(text):
        for at in range(word.start() + 1, min(word.end() + 1, len(text))):
            costs[at] += _INSIDE
    for word in _UNIT.finditer(text, endpos=len(text) - 1):
        costs[word.end()] -= _WELL
    return costs


def _between(left: str, right: str) -> float:
    """What a break between two characters costs for what they are."""
    if right in _NOT_FIRST or left in _NOT_LAST:
        return _LETTERS
    if right in _SOFT:
        return _INSIDE
    return -_WELL if left in _AFTER else 0.0


def _end(text: str, start: int, lines: int, most: float, dear: list[float]) -> int:
    """Where a line ends that has so many lines to come with it, the rest fitting into those."""
    wanted, fits = ems(text[start:]) / lines, []
    for end in range(start + 1, len(text)):
        length = ems(text[start:end])
        if length > most:
            break
        more = _MORE if ems(text[end:]) > most * (lines - 1) * 0.98 else 0.0
        fits.append((abs(length - wanted) + dear[end] + more, end))
    return min(fits)[1] if fits else len(text)

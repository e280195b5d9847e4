"""From text to tokens: longest-run names, numbers with their units, dates, operators.

A keyword is one only when it is the whole run of letters (或有负债 is a name). A unit follows its
number directly or after one blank and ends at the first character that is no letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duixian.rulebook.language.source import Source, Span
from duixian.rulebook.problems import Problem

_KEYWORDS = {
    "且": "CONNECT",
    "或": "CONNECT",
    "非": "NOT",
    "属于": "BELONGS",
    "不属于": "BELONGS",
    "是": "FLAG",
    "否": "FLAG",
    "等": "ETC",
}
KEYWORDS = frozenset(_KEYWORDS)

_DIGITS = r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"
_UNIT = r"[^\W\d_]+(?:(?<=m)[23])?(?:[/·][^\W\d_]+(?:(?<=m)[23])?)*"
_NOT_KEYWORD = rf"(?!(?:{'|'.join(sorted(_KEYWORDS, key=len, reverse=True))})(?!\w))"
NUMBER = re.compile(rf"({_DIGITS})(?:\s?([%‰])|\s?{_NOT_KEYWORD}({_UNIT}))?")
"""A number; group 1 its digits, group 2 a per cent or per mille sign, group 3 its unit."""
RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?:\s?([0-9]+(?:\.[0-9]+)?)")
_TOKEN = re.compile(
    rf"""
      (?P<BLANK>\s+)
    | (?P<WORD>[^\W\d_]\w*)
    | (?P<DATE>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9-]))
    | (?P<DATELIKE>[0-9]{{4}}(?:[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9])
                   |\s?年\s?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?日)?))
    | (?P<RATIO>{RATIO.pattern})
    | (?P<NUMBER>{NUMBER.pattern})
    | (?P<QUOTED>「[^「」]*」)
    | (?P<COMPARE>>=|<=|!=|[≥≤≠><=])
    | (?P<ADD>[+−-])
    | (?P<SCALE>[×÷])
    | (?P<LPAR>\() | (?P<RPAR>\)) | (?P<LBRACKET>\[) | (?P<RBRACKET>\])
    | (?P<_DOT>\.) | (?P<_SEPARATOR>[,、;])
    | (?P<OTHER>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NO_QUOTES = "数和式子不加引号，名称放在「」里"
_WRITTEN_OTHERWISE = {
    "*": "×",
    "/": "÷",
    "!": "非",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "–": "−，一段范围写 评审(下限, 上限)",
    "—": "−，一段范围写 评审(下限, 上限)",
    "~": "评审(下限, 上限)",
    "‱": "‰（1‱ 写 0.1‰）",
    "&": "且",
    "_": "放在「」里的名称",
    "|": "或",
    "“": _NO_QUOTES,
    "”": _NO_QUOTES,
    '"': _NO_QUOTES,
    "'": _NO_QUOTES,
    "『": _NO_QUOTES,
    "』": _NO_QUOTES,
    "{": "[",
    "}": "]",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
    "。": "、",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind (a terminal of the grammar), text and span."""

    type: str
    text: str
    span: Span


def tokens_of(source: Source) -> tuple[list[Token], tuple[Problem, ...]]:
    """All tokens of the text, and every piece that is none."""
    tokens: list[Token] = []
    problems: list[Problem] = []
    for match in _TOKEN.finditer(source.text):
        kind, text, span = match.lastgroup or "", match.group(), match.span()
        # Groups inside a number or a ratio come last; the named one around them is what counts.
        if kind == "BLANK":
            continue
        if kind == "WORD":
            kind = _KEYWORDS.get(text, kind)
        problems.extend(_objections(source, kind, span))
        tokens.append(Token("NUMBER" if kind == "RATIO" else kind, text, span))
    return tokens, tuple(problems[:20])


def _objections(source: Source, kind: str, span: Span) -> Iterator[Problem]:
    text = source.piece(span)
    if kind == "DATELIKE":
        yield source.problem(span, "date-malformed", "不是日期的写法", "", _as_date(text))
    elif kind == "ADD" and text != "+" and not _has_blanks_around(source.text, span):
        yield source.problem(
            span,
            "minus-without-blanks",
            "减号两边各要空一格",
            "不空格的横线是日期的一部分",
            _apart(source.text[: span[0]].rstrip(), source.text[span[1] :].lstrip()),
        )
    elif kind == "OTHER":
        other = _WRITTEN_OTHERWISE.get(text, "")
        what = "两边的引号没有成对" if text in "「」" else "不是式子里的符号"
        yield source.problem(span, "character-unknown", what, "", other)


def _apart(left: str, right: str) -> str:
    """The difference written right; two plain numbers with a dash between may mean a range."""
    if not left:
        return f"没有负号；比零还小的数写 0 减去它：0 元 − {right}"
    difference = f"{left} − {right}"
    if NUMBER.fullmatch(left) and NUMBER.fullmatch(right):
        return f"{difference}，一段范围写 评审({left}, {right})"
    return difference


def _has_blanks_around(text: str, span: Span) -> bool:
    start, end = span
    return start > 0 and end < len(text) and text[start - 1].isspace() and text[end].isspace()


def _as_date(text: str) -> str:
    year, month, *day = re.findall(r"[0-9]+", text)
    return f"{year}-{int(month):02d}-{int(day[0]) if day else 1:02d}"

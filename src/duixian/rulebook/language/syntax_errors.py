"""Why a text is no expression, said in the words of whoever wrote it."""

from duixian.rulebook.language.source import Source
from duixian.rulebook.language.tokens import KEYWORDS, Token
from duixian.rulebook.problems import Problem

_VALUE_STARTS = frozenset({"NUMBER", "DATE", "FLAG", "WORD", "QUOTED", "LPAR", "NOT"})
_VALUE_ENDS = frozenset({"NUMBER", "DATE", "FLAG", "WORD", "QUOTED", "RPAR", "RBRACKET"})
_BOUND_WORDS = {
    **dict.fromkeys(("最高", "最多", "至多", "不超过", "不高于"), "评审(0 元, {})，或在 cap 写 {}"),
    **dict.fromkeys(("最低", "最少", "至少", "不低于", "不少于"), "在 floor 写 {}"),
}
_EXPECTED = (
    ({"NUMBER"}, "一个值（数、日期、名称或括号）"),
    ({"NOT"}, "「非」"),
    ({"LBRACKET"}, "列表 […]"),
    ({"CONNECT"}, "「且」「或」"),
    ({"COMPARE"}, "比较符号（= ≠ > < ≥ ≤）"),
    ({"BELONGS"}, "「属于」"),
    ({"ADD", "SCALE"}, "运算符号（+ − × ÷）"),
    ({"_SEPARATOR"}, "分隔号「、」"),
    ({"RPAR"}, "「)」"),
    ({"RBRACKET"}, "「]」"),
    ({"ETC"}, "「等」"),
    ({"$END"}, "式子的结尾"),
)


def explain(
    source: Source, tokens: list[Token], position: int, expected: frozenset[str]
) -> Problem:
    """The problem with the token at `position` (or the end), given what could have stood there."""
    if not tokens:
        return source.problem((0, 0), "expression-empty", "这里缺少一个式子")
    before = tokens[position - 1] if position else None
    if position == len(tokens):
        return _unfinished(source, tokens, expected)
    here = tokens[position]
    if before and before.type in _VALUE_ENDS and here.type in _VALUE_STARTS:
        return _nothing_between(source, before, here)
    if here.type in {"RPAR", "RBRACKET"} and not _is_open(tokens[:position], here.type):
        instead = "删去它，或补上左括号"
        return source.problem(here.span, "syntax", "没有与它成对的左括号", "", instead)
    if here.type == "_SEPARATOR" and not _is_open(tokens[:position], ""):
        why = "逗号和顿号只分隔括号里的各项"
        return source.problem(here.span, "syntax", "放在这里不成式子", why, "「且」或「或」")
    if here.type == "LBRACKET" and before and before.type == "WORD":
        return _bracket_after_name(source, before)
    return source.problem(here.span, "syntax", f"放在这里不成式子，这里应当是{_in_words(expected)}")


def _unfinished(source: Source, tokens: list[Token], expected: frozenset[str]) -> Problem:
    last = tokens[-1]
    if last.type in _VALUE_ENDS:
        for bracket, shown in (("RPAR", "("), ("RBRACKET", "[")):
            opened = _last_open(tokens, bracket)
            if opened:
                what = f"「{shown}」没有与它成对的右括号"
                return source.problem(opened.span, "syntax", what, "", "在它的内容后面补上右括号")
    what = f"后面还缺{_in_words(expected)}"
    return source.problem(last.span, "syntax", what, "式子没有写完")


def _nothing_between(source: Source, before: Token, here: Token) -> Problem:
    span = before.span[0], here.span[1]
    if before.type == "NUMBER" and here.type == "WORD":
        why = "单位紧跟在数后面，或者只空一格"
        return source.problem(span, "syntax", "是一个数和一个名称，中间没有符号", why)
    if before.type == "WORD" and here.type == "NUMBER":
        why = "名称里不能有空格，数要用符号连接"
        instead = _BOUND_WORDS.get(before.text, "").replace("{}", source.piece(here.span))
        return source.problem(span, "syntax", "是一个名称和一个数，中间没有符号", why, instead)
    what = f"里「{before.text}」和「{here.text}」之间没有符号"
    why = "名称里不能有空格；两个条件用「且」或「或」连接；「非」只放在比较或括号前面"
    return source.problem(span, "syntax", what, why)


def _bracket_after_name(source: Source, name: Token) -> Problem:
    for keyword in sorted(KEYWORDS, key=len, reverse=True):
        if name.text.endswith(keyword) and name.text != keyword:
            instead = f"{name.text.removesuffix(keyword)} {keyword} […]"
            why = f"「{keyword}」连着写就成了名称的一部分"
            return source.problem(name.span, "keyword-glued", "后面不能直接跟列表", why, instead)
    return source.problem(
        name.span, "syntax", "后面不能直接跟列表", "列表只写在「属于」后面", f"{name.text} 属于 […]"
    )


def _is_open(tokens: list[Token], closing: str) -> bool:
    return any(_last_open(tokens, kind) for kind in ("RPAR", "RBRACKET") if closing in ("", kind))


def _last_open(tokens: list[Token], closing: str) -> Token | None:
    """The last bracket of the kind that `closing` closes, if still open."""
    opening = {"RPAR": "LPAR", "RBRACKET": "LBRACKET"}[closing]
    stack: list[Token] = []
    for token in tokens:
        if token.type == opening:
            stack.append(token)
        elif token.type == closing and stack:
            stack.pop()
    return stack[-1] if stack else None


def _in_words(expected: frozenset[str]) -> str:
    words = [word for kinds, word in _EXPECTED if kinds & expected]
    if not words:
        return "别的写法"
    return "、".join(words[:-1]) + ("或" if words[1:] else "") + words[-1]

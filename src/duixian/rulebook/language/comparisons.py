"""Comparisons and lists: = ≠ > < ≥ ≤, 属于, and the words that may stand on their right."""

from duixian.rulebook.expression.tree import (
    Belongs,
    Comparator,
    Compare,
    InCatalogue,
    Not,
    Word,
)
from duixian.rulebook.expression.types import Day, Flag, Label, Number
from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.dimension_words import type_in_words
from duixian.rulebook.language.scope import nearest
from duixian.rulebook.language.syntax import (
    Call,
    Comparison,
    FlagText,
    Listing,
    Membership,
    Name,
    Syntax,
)
from duixian.rulebook.language.syntax import (
    Number as NumberText,
)

_SIGNS = {
    ">=": Comparator.AT_LEAST,
    "<=": Comparator.AT_MOST,
    "!=": Comparator.UNEQUAL,
} | {sign.value: sign for sign in Comparator}
_TURNED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">", ">=": "≤", "<=": "≥"}
_EQUALITY = frozenset({Comparator.EQUAL, Comparator.UNEQUAL})
CATALOGUE = "目录"


def read_comparison(node: Comparison, context: Context) -> Typed | None:
    """Two numbers, two days, two ordered levels; words and flags only with = and ≠."""
    if len(node.signs) > 1:
        _refuse_chained(node, context)
        return None
    sign = _SIGNS[node.signs[0].text]
    left, right = _both_sides(node, context)
    if left is None or right is None or not _comparable(left, right, sign, node, context):
        return None
    return Typed(Compare(sign, left.expression, right.expression), Flag(), node.span)


def _refuse_chained(node: Comparison, context: Context) -> None:
    left, middle, right = (context.piece(part.span) for part in node.parts[:3])
    first, second = (sign.text for sign in node.signs[:2])
    instead = f"{middle} {_TURNED.get(first, first)} {left} 且 {middle} {second} {right}"
    context.refuse(node.span, "comparison-chained", "连着比较了两次", "", instead)


def _both_sides(node: Comparison, context: Context) -> tuple[Typed | None, Typed | None]:
    left = context.read(node.parts[0])
    right = node.parts[1]
    if left is not None and isinstance(left.type, Label):
        return left, _read_word(right, left.type, left, context)
    if left is None and isinstance(right, Name):
        return None, None  # a level or a name, nobody can tell
    return left, context.read(right)


def _read_word(node: Syntax, label: Label, left: Typed, context: Context) -> Typed | None:
    """A level or a text on the right of a label; a fact there is written as a path."""
    if isinstance(node, FlagText) and node.text in label.levels:
        return Typed(Word(node.text), label, node.span)
    if isinstance(node, Name):
        return _checked_word(node, label, left, context)
    if isinstance(node, NumberText | FlagText):
        written = context.piece(node.span)
        why = f"「{context.piece(left.span)}」是{type_in_words(label)}"
        context.refuse(node.span, "type-mismatch", "不是等级或文字", why, f"「{written}」")
        return None
    return context.read(node)


def _checked_word(word: Name, label: Label, left: Typed, context: Context) -> Typed | None:
    if not word.text.strip():
        context.refuse(word.span, "level-unknown", "里没有文字")
        return None
    if label.levels and word.text not in label.levels:
        levels = "、".join(label.levels[:12]) + ("…" if len(label.levels) > 12 else "")  # noqa: PLR2004
        what = f"不是「{context.piece(left.span)}」的等级"
        near = nearest(word.text, label.levels)
        context.refuse(word.span, "level-unknown", what, f"声明的等级有：{levels}", near)
        return None
    return Typed(Word(word.text), label, word.span)


def _comparable(
    left: Typed, right: Typed, sign: Comparator, node: Comparison, context: Context
) -> bool:
    match left.type, right.type:
        case Number(), Number():
            return context.alike(left, right, "相比")
        case Day(), Day():
            return True
        case Label() as one, Label() as other if one == other:
            return _ordered_enough(one, sign, node, context)
        case Flag(), Flag() if sign in _EQUALITY:
            return True
    why = f"左边是{type_in_words(left.type)}，右边是{type_in_words(right.type)}"
    if isinstance(left.type, Label) and isinstance(right.type, Label):
        why = "两边的等级不是同一套"
    elif isinstance(left.type, Flag) and isinstance(right.type, Flag):
        why = "条件只能用 = 和 ≠"
    instead = _turned_round(node, context) if isinstance(right.type, Label) else ""
    context.refuse(node.span, "unlike-types", "的两边不能相比", why, instead)
    return False


def _turned_round(node: Comparison, context: Context) -> str:
    left, right = (context.piece(part.span) for part in node.parts)
    sign = node.signs[0].text
    return f"{right} {_TURNED.get(sign, sign)} {left}"


def _ordered_enough(label: Label, sign: Comparator, node: Comparison, context: Context) -> bool:
    if label.ordered or sign in _EQUALITY:
        return True
    left, right = (context.piece(part.span) for part in node.parts)
    why = "它的等级没有高低（facts.yaml 里没有写 ordered: 是）"
    instead = f"{left} 属于 [{right}、…]"
    context.refuse(node.signs[0].span, "level-unordered", f"不能用来比较「{left}」", why, instead)
    return False


def read_membership(node: Membership, context: Context) -> Typed | None:
    """领域 属于 […], 领域 属于 目录(…), and their opposites."""
    left = context.read(node.left)
    if left is not None and not isinstance(left.type, Label):
        what = f"是{type_in_words(left.type)}，不能用「属于」"
        context.refuse(left.span, "type-mismatch", what, "「属于」比的是等级或文字")
        return None
    if left is None:
        return None
    typed = _belonging(node, left, context)
    if typed is None or not node.negated:
        return typed
    return Typed(Not(typed.expression), Flag(), node.span)


def _belonging(node: Membership, left: Typed, context: Context) -> Typed | None:
    label = left.type
    match node.right:
        case Listing(items=items, open_ended=open_ended) if isinstance(label, Label):
            words = [_listed_word(item, label, left, context) for item in items]
            known = tuple(word for word in words if word is not None)
            if len(known) < len(words):
                return None
            return Typed(Belongs(left.expression, known, open_ended), Flag(), node.span)
        case Call(name=name, arguments=(Name() as catalogue,)) if name.text == CATALOGUE:
            known_names = context.scope.catalogues
            if known_names is not None and catalogue.text not in known_names:
                near = nearest(catalogue.text, known_names) or "先在 library.yaml 里声明它"
                context.refuse(catalogue.span, "catalogue-unknown", "不是声明过的目录", "", near)
                return None
            return Typed(InCatalogue(left.expression, catalogue.text), Flag(), node.span)
    written = context.piece(node.right.span)
    instead = f"[{written}] 或 目录({written})"
    context.refuse(node.right.span, "list-missing", "不是列表", "「属于」右边是列表或目录", instead)
    return None


def _listed_word(item: Syntax, label: Label, left: Typed, context: Context) -> str | None:
    glued = isinstance(item, Name) and not item.quoted and len(item.text) > 1
    if isinstance(item, Name) and glued and item.text.endswith("等"):
        bare = item.text.removesuffix("等")
        if item.text not in label.levels:
            why = "连着写的「等」成了词的一部分；真有这个词时放在「」里"
            context.refuse(item.span, "keyword-glued", "以「等」结尾", why, f"{bare}、等")
            return None
    typed = _read_word(item, label, left, context)
    if typed is None or isinstance(typed.expression, Word):
        return typed.expression.text if typed and isinstance(typed.expression, Word) else None
    context.refuse(item.span, "list-item", "不是一个词", "列表里只写等级或文字")
    return None

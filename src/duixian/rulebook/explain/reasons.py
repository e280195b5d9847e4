"""Why a condition came out as it did: the fact, its value, the line, and how far apart they are."""

from collections.abc import Iterable
from datetime import date

from duixian.rulebook.assessment import Step
from duixian.rulebook.explain.distances import distance, due, written_unit
from duixian.rulebook.explain.values import UNKNOWN, value_text
from duixian.rulebook.expression import tree
from duixian.rulebook.expression.comparisons import MIRRORED, NEGATED, comparison_words
from duixian.rulebook.expression.figures import day
from duixian.rulebook.expression.tree import Comparator
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.expression.written_numbers import quantity_words
from duixian.rulebook.vocabulary.model import Vocabulary


def reason(step: Step, vocabulary: Vocabulary) -> str:  # noqa: C901, PLR0911 — one line a form
    """The state of affairs in one clause: 上年营业收入 760 万元，低于 800 万元，差 40 万元."""
    match step.expression:
        case tree.Compare():
            return _comparison(step, step.expression, vocabulary)
        case tree.All(parts) | tree.AnyOf(parts) | tree.AtLeastOf(_, parts):
            return _joined(step, len(parts), vocabulary)
        case tree.Not() | tree.Named() if step.below:
            return reason(step.below[0], vocabulary)
        case tree.FullPeriod():
            return _period(step, step.expression)
        case tree.Belongs(left, options, open_ended):
            return _membership(step, left, f"“{'、'.join(options)}{'等' if open_ended else ''}”")
        case tree.InCatalogue(left, catalogue):
            return _membership(step, left, f"“{catalogue}”")
        case tree.Listed(via, name):
            return _state(
                step, f"{via}列入{name}", f"{via}未列入{name}", f"不知道{via}是否列入{name}"
            )
        case tree.OverRows(fold=tree.Fold.EXISTS):
            held, absent = in_words(step.expression), in_words(tree.Not(step.expression))
            return _state(step, held, absent, f"不知道是否{held}")
        case tree.Conditional() | tree.ByLevel() if len(step.below) == 2:  # noqa: PLR2004 — key and choice
            return f"{reason(step.below[0], vocabulary)}，{reason(step.below[1], vocabulary)}"
        case tree.FactRef() if isinstance(step.value, bool):
            return f"“{in_words(step.expression)}”为{value_text(step, vocabulary)}"
        case _:
            return named_value(step, vocabulary)


def _state(step: Step, held: str, absent: str, unknown: str) -> str:
    if step.value is None:
        return unknown
    return held if step.value else absent


def named_value(step: Step, vocabulary: Vocabulary) -> str:
    """What was read and its value: 总投入 2,000 万元."""
    value = value_text(step, vocabulary)
    return in_words(step.expression) + (value if value == UNKNOWN else f" {value}")


def _decides(whole: Step, part: Step) -> bool:
    if isinstance(whole.expression, tree.AtLeastOf) and whole.value is not None:
        return True
    return part.value is whole.value


def _joined(step: Step, count: int, vocabulary: Vocabulary) -> str:
    parts = [part for part in step.below if _decides(step, part)]
    texts = "；".join(reason(part, vocabulary) for part in parts)
    match step.expression:
        case tree.AnyOf() if step.value is False and count > 1:
            return f"{count} 项中没有一项满足：{texts}"
        case tree.AtLeastOf(needed):
            held = sum(part.value is True for part in step.below)
            return f"{count} 项中须满足 {needed} 项，已满足 {held} 项：{texts}"
        case _:
            return texts


def _comparison(step: Step, test: tree.Compare, vocabulary: Vocabulary) -> str:
    left, right = step.below
    comparator = test.comparator
    if isinstance(test.left, tree.Quantity | tree.DateWord):
        left, right, comparator = right, left, MIRRORED[comparator]
    words = comparison_words(left.expression, right.expression)
    line = _line(right, vocabulary)
    unit = written_unit(right.expression)
    now = value_text(left, vocabulary, unit)
    if step.value is None:
        subject = in_words(left.expression)
        return f"{subject}{_after(now)}，不能判断是否{words[comparator]}{_after(line)}"
    holding = comparator if step.value else NEGATED[comparator]
    if isinstance(left.value, str | bool):
        same = now == line
        return f"{in_words(left.expression)}为{now}" + ("" if same else f"，{words[holding]}{line}")
    text = f"{in_words(left.expression)} {now}，{words[holding]}{_after(line)}"
    apart = distance(step, vocabulary)
    if left.value == right.value and comparator not in {Comparator.EQUAL, Comparator.UNEQUAL}:
        return f"{text}（恰好相等，{'含' if step.value else '不含'}本数）"
    return f"{text}，{apart.short}" if apart else text


def _line(right: Step, vocabulary: Vocabulary) -> str:
    value = value_text(right, vocabulary)
    match right.expression:
        case tree.Quantity():
            return quantity_words(right.expression)
        case tree.DateWord() | tree.Word() | tree.YesNo():
            return value
        case _:
            return f"{in_words(right.expression)}（{value}）"


def _after(text: str) -> str:
    return f" {text}" if text[:1].isdigit() or text[:1] == "−" else text


def _period(step: Step, test: tree.FullPeriod) -> str:
    since, at = step.below
    length = quantity_words(test.period)
    if not isinstance(since.value, date) or not isinstance(at.value, date):
        return f"{in_words(since.expression)}未知，不能判断是否已满 {length}"
    text = f"自{in_words(since.expression)} {day(since.value)}起，截至 {day(at.value)}"
    if step.value:
        return f"{text}已满 {length}"
    return f"{text}未满 {length}，到 {day(due(since.value, test.period))}届满"


def _membership(step: Step, left: tree.Expression, named: str) -> str:
    below = step.below[0] if step.below else step
    subject = in_words(left)
    if below.value is None:
        return f"{subject}未知，不能判断是否在{named}之内"
    words = {True: "在", False: "不在"}.get(step.value)
    if words is None:
        return f"{subject}为{below.value}，是否属于{named}尚待认定或缺依据"
    return f"{subject}为{below.value}，{words}{named}之内"


def listed(texts: Iterable[str]) -> str:
    """Several clauses as one, each only once."""
    return "；".join(dict.fromkeys(texts))

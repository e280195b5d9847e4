"""Numbers and brackets of a rule in the words of the law, with the unit they were written with."""

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.figures import quantity


def quantity_words(written: tree.Quantity) -> str:
    """A written number in the unit it was written with; a ratio or per mille as it stands."""
    if written.unit is not None:
        return quantity(written.value, written.dimension, written.unit)
    return written.text or quantity(written.value, written.dimension)


def bracket_words(bracket: tree.Bracket) -> str:
    """The bounds of a bracket in the words of the law: 10 亿元以上、不满 50 亿元."""
    parts = []
    if bracket.low is not None:
        low = quantity_words(bracket.low)
        parts.append(f"{low}以上" if bracket.low_included else f"超过 {low}")
    if bracket.high is not None:
        high = quantity_words(bracket.high)
        parts.append(f"{high}以下" if bracket.high_included else f"不满 {high}")
    return "、".join(parts) or "不论多少"

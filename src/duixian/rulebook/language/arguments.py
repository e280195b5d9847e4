"""Arguments of functions: how many, and whether they go together."""

from collections.abc import Sequence

from duixian.rulebook.language.context import Context, Typed
from duixian.rulebook.language.syntax import Call, Syntax


def count_is(call: Call, least: int, most: int, context: Context, example: str = "") -> bool:
    """Whether the function has as many arguments as it takes; if not, a problem is recorded."""
    found = len(call.arguments)
    if least <= found <= most:
        return True
    wanted = f"{least} 项" if least == most else f"{least} 至 {most} 项"
    instead = example or f"{call.name.text}(甲, 乙)"
    what = f"的括号里有 {found} 项，应当有 {wanted}"
    why = "各项之间用「、」或者逗号加空格分隔" if found < least else ""
    context.refuse(call.span, "arguments", what, why, instead)
    return False


def read_all(nodes: Sequence[Syntax], context: Context) -> tuple[Typed, ...] | None:
    """All values; None when one has a problem, after reading every one."""
    values = [context.read(node) for node in nodes]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def read_alike(nodes: Sequence[Syntax], context: Context) -> tuple[Typed, ...] | None:
    """Numbers of one dimension; None after recording what is wrong."""
    values = [context.read_number(node) for node in nodes]
    known = tuple(value for value in values if value is not None)
    if len(known) < len(values):
        return None
    # A bare number among sums should be told its unit, so it is never the measure of the others.
    measure = next((value for value in known if not value.lacks_unit), known[0])
    alike = [context.alike(measure, value, "放在一起") for value in known if value is not measure]
    return known if all(alike) else None

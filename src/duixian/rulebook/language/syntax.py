"""How an expression is put together before its names mean anything: syntax with its spans."""

from collections.abc import Iterator
from dataclasses import dataclass

from duixian.rulebook.language.source import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, a rate, or a ratio, as written."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as written."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class FlagText:
    """是 or 否."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a word; which of the two, its position decides. `quoted`: it stood in 「」."""

    span: Span
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """Names joined by points: 企业.领域."""

    span: Span
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    span: Span
    name: Name
    arguments: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined by 且 or 或; `words` are the joining words with their spans."""

    span: Span
    words: tuple[Name, ...]
    parts: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Negation:
    """非 before a comparison or a bracket."""

    span: Span
    part: "Syntax"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared; more than two are read so that the error can say what to write."""

    span: Span
    signs: tuple[Name, ...]
    parts: "tuple[Syntax, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of words in [ ]; `open_ended` when it ends in 等."""

    span: Span
    items: "tuple[Syntax, ...]"
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """属于 or 不属于."""

    span: Span
    negated: bool
    left: "Syntax"
    right: "Syntax"


@dataclass(frozen=True, slots=True)
class Operation:
    """Values joined by + and −, or by × and ÷, from left to right."""

    span: Span
    signs: tuple[Name, ...]
    parts: "tuple[Syntax, ...]"


Syntax = (
    Number
    | DateText
    | FlagText
    | Name
    | Path
    | Call
    | Chain
    | Negation
    | Comparison
    | Listing
    | Membership
    | Operation
)


def pieces_of(node: Syntax) -> Iterator[Syntax]:
    """The piece and everything inside it, outermost first."""
    yield node
    match node:
        case Call(arguments=parts) | Chain(parts=parts) | Comparison(parts=parts):
            inside = parts
        case Operation(parts=parts) | Listing(items=parts):
            inside = parts
        case Negation(part=part):
            inside = (part,)
        case Membership(left=left, right=right):
            inside = (left, right)
        case _:
            inside = ()
    for part in inside:
        yield from pieces_of(part)

"""The closed set of forms a node may be required to have.

A kind of file is described once, as data: reading it strictly, its JSON Schema and its reference
page all follow from the same description.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

PERCENT = r"[0-9]+(\.[0-9]+)?%"
PART = rf"(?:{PERCENT}|[0-9]{{1,3}}/[1-9][0-9]{{0,2}})"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
FLAGS = ("是", "否")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar: `says` names it in Chinese; `pattern` must match all of it, `test` may refuse."""

    says: str
    pattern: str = ""
    options: tuple[str, ...] = ()
    example: str = ""
    test: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one form; where `bare`, a single item may stand without a list."""

    item: "Form"
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping, what it holds and what it means (Chinese)."""

    name: str
    form: "Form"
    says: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with closed keys, and where `others` is given, free keys that hold that form."""

    says: str
    keys: tuple[Key, ...]
    others: "Form | None" = None
    others_say: str = ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several forms, told apart by being a text, a list or a mapping."""

    forms: "tuple[Form, ...]"


@dataclass(frozen=True, slots=True)
class Ref:
    """A form by name, for forms that contain themselves."""

    name: str


Form = Text | ListOf | Shape | OneOf | Ref
Definitions = Mapping[str, Form]

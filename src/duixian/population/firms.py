"""The facts of firms, entered and computed, as one relation that every other one joins.

Where rows name other firms there are two: `firms`, which were entered, and `named_firms`, all that
are known of, of which nothing may be known but the code.
"""

from dataclasses import replace

from duixian.population.codes import Codes
from duixian.population.forms import compiled
from duixian.population.frame import Frame, Setting
from duixian.population.quantities import Quantity
from duixian.population.ratios import Ratio
from duixian.population.refusals import NotCompiled
from duixian.population.schema import (
    FIRM,
    FIRMS,
    YEARS,
    column_of,
    references,
    relation_of,
    relations,
)
from duixian.population.sheet import Sheet, Statements
from duixian.population.sql import Sql, is_whole, name
from duixian.population.values import Numeric, Plain, Value
from duixian.rulebook.expression.tree import FactRef, Via
from duixian.rulebook.vocabulary.model import Fact, Subject

SELF = "self"
NAMED = "named_firms"
OF_ROWS = "years_of_firms"
"""The yearly figures of the firms that rows belong to."""


class Firms:
    """Collects what is asked of firms while measures are compiled."""

    def __init__(self) -> None:
        self._sheet = Sheet("firms", f"{FIRMS} AS {SELF}", ("facts",), (f"{SELF}_firm_code",))
        self._codes = Codes()
        self._outputs = {
            "firm_code": self._sheet.entered(f"{SELF}_firm_code", f'{SELF}."firm_code"')
        }
        self._frame: Frame | None = None
        self._naming: dict[str, Subject] = {}
        self._with_years: dict[str, None] = {}
        self._yearly: dict[str, None] = {}
        self._having: dict[str, None] = {}

    def begin(self, setting: Setting) -> None:
        """Compile in the setting from here on."""
        self._frame = Frame(
            setting, self._sheet, self._codes, FIRM, ("", ""), SELF, SELF, SELF, SELF
        )

    def named(self, subject: Subject) -> str:
        """The relation of all firms, those too that rows of the subject name."""
        self._naming[subject.name] = subject
        return NAMED

    def yearly(self, subject: Subject, column: str) -> str:
        """The relation of the yearly figures of firms that rows belong to, with the column.

        They are few, and the figures of all firms many; every sheet of such rows joins them.
        """
        self._with_years[relation_of(subject)] = None
        self._yearly[column] = None
        return OF_ROWS

    def having(self, subject: Subject) -> str:
        """The relation of the firms that rows of the subject belong to, for what joins it often."""
        self._having[relation_of(subject)] = None
        return _having(relation_of(subject))

    def entered(self, fact: Fact) -> str:
        """The column of an entered fact."""
        if self._frame is None:
            raise ValueError("the firms belong to no statement yet")
        column = column_of(fact, self._frame.setting.shape.stage)
        self._outputs[column] = self._frame.leaf(SELF, column)
        return column

    def computed(self, fact: Fact) -> str:
        """The column of a computed fact that is a word or a flag, asked for by itself."""
        if self._frame is None:
            raise ValueError("the firms belong to no statement yet")
        value = compiled(_reference(fact), self._frame)
        if not isinstance(value, Plain):
            raise NotCompiled("推算的事实是数", self._frame.own)
        return self._put(f"{fact.code}_computed", value.sql)

    def derived(self, fact: Fact, alias: str, frame: Frame) -> Value:
        """A computed fact of the firm joined under the alias, with the codes of what it misses."""
        if self._frame is None:
            raise ValueError("the firms belong to no statement yet")
        value = compiled(_reference(fact), self._frame)
        title = f"{fact.code}_computed"
        words = {
            word: frame.leaf(alias, self._put(f"{title}_{word}", bits))
            for word, bits in value.gaps.items()
        }
        gaps = frame.codes.joined_as(alias, self._codes, words)
        if isinstance(value, Plain):
            return Plain(frame.leaf(alias, self._put(title, value.sql)), gaps)
        return Numeric(self._number(title, value.number, alias, frame), gaps)

    def _number(self, title: str, number: Quantity, alias: str, frame: Frame) -> Quantity:
        def leaf(part: str, piece: Sql) -> Sql:
            return frame.leaf(alias, self._put(f"{title}_{part}", piece))

        def end(part: str, ratio: Ratio) -> Ratio:
            below = ratio.bottom
            if not is_whole(below):
                below = leaf(f"{part}_below", below)
            return replace(ratio, top=leaf(part, ratio.top), bottom=below)

        return Quantity(
            end("low", number.low),
            end("high", number.high),
            leaf("low_open", number.low_open),
            leaf("high_open", number.high_open),
            leaf("exact", number.exact),
            number.positive,
        )

    def _put(self, column: str, piece: Sql) -> str:
        self._outputs[column] = piece
        return column

    def statements(self) -> list[Statements]:
        """The relations, with everything that was asked for."""
        having: Statements = [
            (_having(rows), f"SELECT * FROM firms WHERE {_belong_to(rows)}")
            for rows in self._having
        ]
        return [
            *self._years(),
            *self._firms(),
            *([each] for each in having),
        ]

    def _years(self) -> list[Statements]:
        if not self._yearly:
            return []
        columns = ", ".join(map(name, ("firm_code", "of_year", *self._yearly)))
        codes = " UNION ".join(f"SELECT row_firm FROM {rows}" for rows in self._with_years)
        return [[(OF_ROWS, f"SELECT {columns} FROM {YEARS} WHERE firm_code IN ({codes})")]]

    def _firms(self) -> list[Statements]:
        if not self._naming:
            return [self._sheet.statements(self._outputs)]
        self._sheet.source = self._known()
        self._outputs["is_entered"] = self._sheet.entered("self_is_entered", f"{SELF}.is_entered")
        *before, (title, text) = self._sheet.statements(self._outputs)
        entered = f"SELECT * FROM {NAMED} WHERE is_entered"
        return [[*before, (NAMED, text)], [(title, entered)]]

    def _known(self) -> str:
        """All firms that were entered, and those of which only a row gives the code."""
        if self._frame is None:
            raise ValueError("the firms belong to no statement yet")
        shape, library = self._frame.setting.shape, self._frame.setting.library
        codes = []
        for subject in self._naming.values():
            columns = [column_of(fact, shape.stage) for fact in references(subject)]
            relation = FIRMS if subject.name == FIRM else relation_of(subject)
            own = [] if subject.name == FIRM else ["row_firm"]
            codes += [
                f"SELECT {name(column)} AS code FROM {relation} WHERE {name(column)} IS NOT NULL"
                for column in (*own, *columns)
            ]
        facts = list(relations(library)[FIRMS])[1:]
        entered = ", ".join(["firm_code", "TRUE AS is_entered", *map(name, facts)])
        others = ", ".join(["n.code", "FALSE", *("NULL" for _ in facts)])
        return (
            f"(SELECT {entered} FROM {FIRMS} UNION ALL SELECT {others} FROM"
            f" ({' UNION '.join(codes)}) AS n LEFT JOIN {FIRMS} AS f ON f.firm_code = n.code"
            f" WHERE f.firm_code IS NULL) AS {SELF}"
        )


def _having(rows: str) -> str:
    return f"firms_of_{rows}"


def _belong_to(rows: str) -> Sql:
    """Whether rows of the relation belong to a firm."""
    return f"firm_code IN (SELECT row_firm FROM {rows})"


_REFERENCES: dict[str, FactRef] = {}


def _reference(fact: Fact) -> FactRef:
    """One reference for each fact, so that it is compiled once."""
    return _REFERENCES.setdefault(fact.name, FactRef(Via.PAYEE, FIRM, fact.name))

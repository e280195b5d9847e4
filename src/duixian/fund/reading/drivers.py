"""Reads the table of drivers, each after those it uses; a driver that uses itself is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from duixian.fund.model.lines import Driver, Kind
from duixian.fund.reading.expressions import Expressions, names_in, unit_of
from duixian.fund.reading.grid import Column, Grid, Row, day, one_of, read_rows
from duixian.fund.reading.matched import Matchings, NotMatchedError, matched
from duixian.fund.reading.standards import NoStandardError, standard
from duixian.rulebook.expression.tree import Expression
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Place, Problem, error

COLUMNS = (
    Column("名称", required=True),
    Column("值", required=True),
    Column("类别", one_of(Kind, Kind), required=True),
    Column("来源", required=True),
    Column("提供人"),
    Column("日期", day),
    Column("依据"),
)
WITHOUT_AUTHOR = frozenset({Kind.POLICY, Kind.DOCUMENT, Kind.DERIVED})


@dataclass(slots=True)
class Drivers:
    """The drivers read so far, by name, and their values for further expressions."""

    library: Library
    aliases: Mapping[str, str]
    problems: list[Problem]
    matchings: Matchings
    values: dict[str, Expression] = field(default_factory=dict)
    drivers: dict[str, Driver] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Names whose row was told to be wrong."""

    def read(self, grid: Grid | None) -> None:
        """Read the whole table."""
        rows: dict[str, Row] = {}
        for row in read_rows(grid, COLUMNS, self.problems):
            name = row.get("名称")
            if name in rows:
                what = f"第 {rows[name].number} 行已经有这个名称"
                self.problems.append(error("driver-twice", row.place("名称"), name, what))
            rows.setdefault(name, row)
        for name in rows:
            self._add(name, rows, ())
        self.refused.update(name for name in rows if name not in self.drivers)
        self._read_bases(rows.values())

    def _add(self, name: str, rows: Mapping[str, Row], path: tuple[str, ...]) -> None:
        if name in self.drivers or name not in rows:
            return
        row = rows[name]
        if name in path:
            circle = " → ".join((*path[path.index(name) :], name))
            what = f"循环引用：{circle}"
            self.problems.append(error("driver-cycle", row.place("值"), name, what))
            return
        for used in names_in(row.get("值")):
            self._add(used, rows, (*path, name))
        if name not in self.drivers:
            self._make(name, row)

    def _make(self, name: str, row: Row) -> None:
        text, place = row.get("值"), row.place("值")
        source = row.get("来源")
        try:
            found = standard(text, self.library, self.aliases)
            run = matched(text, self.matchings, self.aliases)
        except NoStandardError as no:
            self.problems.append(error("standard-missing", place, text, str(no)))
            return
        except NotMatchedError as no:
            self.problems.append(error("matching-missing", place, text, str(no)))
            return
        if found:
            value: Expression | None = found[0]
            measure = found[1]
            source = f"{measure.policy} {measure.code}「{measure.title}」"
        elif run:
            value, source = run[0], f"{source}，{run[1]}"
        else:
            value = self._value(name, text, place)
        if value is None:
            return
        kind = row.get("类别")
        self._refuse_kind(kind, row, is_standard=found is not None)
        if run and kind is not Kind.DATA:
            what = "比对的结果，类别要写统计"
            self.problems.append(error("driver-kind", row.place("类别"), kind, what))
        self.values[name] = value
        self.drivers[name] = Driver(
            name,
            value,
            unit_of(value),
            kind,
            source,
            row.get("提供人"),
            row.get("日期", None),
            None,
            row.place(),
            run[2] if run else None,
        )

    def _value(self, name: str, text: str, place: Place) -> Expression | None:
        if name in names_in(text) or any(one not in self.values for one in names_in(text)):
            reported = {problem.found for problem in self.problems}
            if not reported & {name, *names_in(text)}:
                Expressions(self.values, self.problems).read(text, place)
            return None
        return Expressions(self.values, self.problems).read(text, place)

    def _refuse_kind(self, kind: Kind, row: Row, *, is_standard: bool) -> None:
        if is_standard != (kind is Kind.POLICY):
            what = "政策标准要写成「标准 文号 代码」从政策库读取，其他类别不这样写"
            self.problems.append(error("driver-kind", row.place("类别"), kind, what))
        if kind not in WITHOUT_AUTHOR and not row.get("提供人"):
            what = f"类别是{kind.value}，要写明提供人"
            self.problems.append(error("driver-author", row.place("提供人"), row.get("名称"), what))

    def _read_bases(self, rows: Iterable[Row]) -> None:
        reader = Expressions(self.values, self.problems, self.refused)
        for row in rows:
            name, basis = row.get("名称"), row.get("依据")
            driver = self.drivers.get(name)
            if not basis or driver is None:
                continue
            read = reader.read(basis, row.place("依据"))
            self.drivers[name] = replace(driver, basis=read)

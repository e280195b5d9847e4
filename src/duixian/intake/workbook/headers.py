"""The first row of a sheet: which column holds which fact, in which unit."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from duixian.intake.workbook.layout import Column, SheetLayout
from duixian.intake.workbook.places import CellPlace
from duixian.rulebook.dossier import Stage
from duixian.rulebook.language.units import read_unit
from duixian.rulebook.problems import Problem, error, warning
from duixian.rulebook.units import MONEY, Unit
from duixian.rulebook.vocabulary.model import Fact

STAGES = {stage.value: stage for stage in Stage} | {stage.name.lower(): stage for stage in Stage}
TAXES = {"含税", "不含税"}


@dataclass(frozen=True, slots=True)
class Header:
    """The text of a header cell: the name, and what its bracket says."""

    text: str
    name: str
    inside: tuple[str, ...]


def read_header(text: str) -> Header:
    """`总投入（申报，万元）*` is 总投入 with 申报 and 万元, in any width."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("* ").strip()
    name, bracket, rest = plain.partition("(")
    inside = rest.rstrip(") ") if bracket else ""
    pieces = (piece.strip() for piece in inside.replace("、", ",").replace(";", ",").split(","))
    return Header(text, "".join(name.split()), tuple(filter(None, pieces)))


def read_headers(
    texts: Sequence[str], layout: SheetLayout, units: Iterable[Unit], place: CellPlace
) -> tuple[dict[int, Column], list[Problem]]:
    """The columns by their position from 0, and what is wrong with the header row."""
    if not any(texts):
        instead = "写上表头；确实没有数据，就只留表头"
        return {}, [error("table-empty", place, "", "是空的，连表头也没有", instead=instead)]
    columns: dict[int, Column] = {}
    problems: list[Problem] = []
    own_units = tuple(units)
    for position, text in enumerate(texts):
        if not text:
            continue
        where = place.at(1, position + 1)
        column = _match(read_header(text), layout, own_units, where)
        if isinstance(column, Problem):
            problems.append(column)
        elif any(_same(column, other) for other in columns.values()):
            problems.append(
                error("header-twice", where, text, "这一列出现了两次", instead="只留一列")
            )
        else:
            columns[position] = column
    problems.extend(_missing(columns, layout, place))
    return columns, problems


def _match(
    header: Header, layout: SheetLayout, units: tuple[Unit, ...], where: CellPlace
) -> Column | Problem:
    stage = next((STAGES[piece] for piece in header.inside if piece in STAGES), None)
    found = [column for column in layout.columns if header.name in column.names]
    if not found:
        extras = [column for column in layout.extras if header.name in column.names]
        if not extras:
            return _unknown(header, layout, where)
        found = extras[:1]
    column = next((one for one in found if one.stage in {stage, None}), found[0])
    return _checked(column, header, units, where)


def _checked(
    column: Column, header: Header, units: tuple[Unit, ...], where: CellPlace
) -> Column | Problem:
    fact = column.fact
    taxes = TAXES.intersection(header.inside)
    if fact.tax and taxes and fact.tax not in taxes:
        what = f"「{fact.name}」应为{fact.tax}的金额"
        return error("header-tax", where, header.text, what, instead=column.title)
    if fact.unit is None:
        return column
    written = [piece for piece in header.inside if piece not in STAGES and piece not in TAXES]
    if not written:
        if fact.unit.dimension != MONEY:
            return column
        what = "金额列的表头要写单位，否则元和万元分不清"
        return error("header-unit-missing", where, header.text, what, instead=column.title)
    strange = [piece for piece in written if read_unit(piece, units) is None]
    if strange and column.stage is not None:
        what = f"不认识括号里的「{strange[0]}」：口径写申报、核定或验收，单位如{fact.unit.name}"
        return error("header-word", where, header.text, what, instead=column.title)
    unit = read_unit(written[0], units) if len(written) == 1 else None
    if unit is None or unit.dimension != fact.unit.dimension:
        what = f"单位不对，「{fact.name}」以{fact.unit.name}计"
        return error("header-unit", where, header.text, what, instead=column.title)
    return replace(column, fact=replace(fact, unit=unit))


def _same(left: Column, right: Column) -> bool:
    return (left.fact.name, left.stage) == (right.fact.name, right.stage)


def _unknown(header: Header, layout: SheetLayout, where: CellPlace) -> Problem:
    fact = _fact(layout, header.name)
    if fact is not None and fact.derived:
        what = "这一项由系统按规定计算，不填写"
        return error("header-derived", where, header.text, what, instead="删去这一列")
    if fact is not None:
        what = "这一项每年一个值，填在「企业年度」表"
        return error("header-yearly", where, header.text, what, instead="移到「企业年度」表")
    names = {name: column for column in layout.columns for name in column.names}
    close = get_close_matches(header.name, names, n=1, cutoff=0.6)
    if close:
        what = "没有这一列，像是写错了"
        return error("header-misspelt", where, header.text, what, instead=names[close[0]].title)
    return warning("header-unknown", where, header.text, "没有这一列，这一列不读取")


def _fact(layout: SheetLayout, name: str) -> Fact | None:
    facts = layout.subject.facts if layout.subject else ()
    return next((fact for fact in facts if name in {fact.name, fact.code}), None)


def _missing(
    columns: dict[int, Column], layout: SheetLayout, place: CellPlace
) -> Iterable[Problem]:
    present = {(column.fact.name, column.stage) for column in columns.values()}
    for column in layout.columns:
        if column.required and (column.fact.name, column.stage) not in present:
            what = f"缺少必填的列「{column.title}」"
            yield error("header-missing", place.at(1), "", what, instead="在第 1 行补上这一列")

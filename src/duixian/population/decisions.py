"""Recorded decisions: what an authorised person decided about a condition or a word."""

from duixian.population.frame import Frame
from duixian.population.schema import DECISIONS, FIRM, column_of
from duixian.population.sql import NULL, Sql, day, name, text
from duixian.rulebook.expression.tree import FactRef, Via

_LATEST = "MAX(place) AS place, MAX_BY(applies, place) AS applies"


def decided(frame: Frame, title: str) -> Sql:
    """What was decided under that name for this row; the latest record counts."""
    if not frame.setting.shape.any_decision(frame.own):
        return NULL
    relation = f"decided_{frame.tag}_{_number(frame, title)}"
    return _latest(frame, relation, f"name = {text(title)}", "", "")


def decided_by_word(frame: Frame, asked: FactRef) -> Sql:
    """The same under the name that a fact holds."""
    if not frame.setting.shape.any_decision(frame.own):
        return NULL
    declared = frame.declared(asked.subject, asked.fact)
    frame.fact(asked.via, declared)
    column = name(column_of(declared, frame.setting.shape.stage))
    if asked.via == Via.ITEM:
        alias, word = "item", f"item.{column}"
    elif declared.subject == FIRM:
        alias = frame.firm_by(asked.via)
        word = frame.raw(alias, column.strip('"'))
    elif frame.row is not None:
        alias = frame.row
        word = frame.raw(alias, column.strip('"'))
    else:
        return NULL
    relation = f"decided_{frame.tag}_{alias}_{declared.code}"
    return _latest(frame, relation, "name <> ''", ", name", f" AND {{0}}.name = {word}")


def _number(frame: Frame, title: str) -> int:
    known = frame.sheet.folds.setdefault("decisions", [])
    if not isinstance(known, list):
        raise TypeError(title)
    if title not in known:
        known.append(title)
    return known.index(title) + 1


def _latest(frame: Frame, relation: str, where: str, also: str, on: str) -> Sql:
    policy, measure = frame.own
    about = (
        f"FROM {DECISIONS} WHERE policy = {text(policy)} AND measure IN ('', {text(measure)})"
        f" AND {where} AND day <= {day(frame.setting.shape.on)}"
    )
    firm = frame.raw(frame.owner, "firm_code")
    key = firm if frame.subject == FIRM else "''"
    if frame.row is not None:
        key = frame.raw(frame.row, "row_key")
    for title, of_row, join in (
        (relation, "row_key = ''", ""),
        (f"{relation}_row", "row_key <> ''", f" AND {relation}_row.row_key = {key}"),
    ):
        keys = f"firm{also}" if title == relation else f"firm, row_key{also}"
        frame.sheet.join(
            title,
            f"LEFT JOIN (SELECT {keys}, {_LATEST} {about} AND {of_row} GROUP BY {keys})"
            f" AS {title} ON {title}.firm = {firm}{join}{on.format(title)}",
        )

    def leaf(title: str, column: str) -> Sql:
        return frame.sheet.entered(f"{title}_{column}", f"{title}.{name(column)}")

    whole, row = leaf(relation, "place"), leaf(f"{relation}_row", "place")
    applies = leaf(relation, "applies"), leaf(f"{relation}_row", "applies")
    return frame.sheet.define(
        f"CASE WHEN {row} IS NULL THEN {applies[0]} WHEN {whole} IS NULL OR {row} > {whole}"
        f" THEN {applies[1]} ELSE {applies[0]} END"
    )

"""A policy with one figure of a measure changed: a rate or a sum of its grant, or its cap."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from duixian.rulebook.expression import tree
from duixian.rulebook.expression.tree import Expression, Quantity
from duixian.rulebook.policy.model import Measure, Policy

Piece = TypeVar("Piece")
Pair = tuple[Quantity, Quantity]
"""The figure as it is and as it shall be."""


def with_grant(policy: Policy, measure: Measure, pair: Pair, level: str) -> Policy:
    """The policy in which a figure of the grant is another, at one level where one is named."""
    return _with(policy, replace(measure, grant=_at(measure.grant, pair, level)))


def with_cap(policy: Policy, measure: Measure, value: Quantity) -> Policy | None:
    """The policy in which the one cap of the measure is another; None where it has no one cap.

    A cap is that of one grant, the most a review may give, or a limit of this measure alone.
    """
    alone = [each for each in policy.limits if each.measures == (measure.name,) and each.amount]
    if len(measure.caps) == 1:
        return _with(policy, replace(measure, caps=(value,)))
    if not measure.caps and isinstance(measure.grant, tree.Review):
        return _with(policy, replace(measure, grant=replace(measure.grant, high=value)))
    if not measure.caps and len(alone) == 1:
        limits = tuple(
            replace(each, amount=value) if each is alone[0] else each for each in policy.limits
        )
        return replace(policy, limits=limits)
    return None


def _with(policy: Policy, measure: Measure) -> Policy:
    measures = tuple(measure if each.code == measure.code else each for each in policy.measures)
    return replace(policy, measures=measures)


def _at(grant: Expression, pair: Pair, level: str) -> Expression:
    match grant:
        case tree.Named(_, body):
            return replace(grant, body=_at(body, pair, level))
        case tree.ByLevel(_, table) if level:
            entries = tuple(
                (name, _in(value, pair) if name == level else value) for name, value in table
            )
            return replace(grant, table=entries)
        case tree.Conditional(_, then, otherwise) if level == "是":
            return replace(grant, then=_in(then, pair), otherwise=otherwise)
        case tree.Conditional(_, _, otherwise) if level == "否":
            return replace(grant, otherwise=_in(otherwise, pair))
    return _in(grant, pair)


def _in(piece: Piece, pair: Pair) -> Piece:
    """The piece with every such figure replaced; what is compared stays as it is."""
    old, new = pair
    if isinstance(piece, Quantity):
        alike = (piece.value, piece.dimension) == (old.value, old.dimension)
        return cast("Piece", new) if alike else piece
    if isinstance(piece, tuple):
        return cast("Piece", tuple(_in(each, pair) for each in piece))
    if isinstance(piece, tree.Compare) or not is_dataclass(piece):
        return piece
    parts = {field.name: _in(getattr(piece, field.name), pair) for field in fields(piece)}
    return cast("Piece", replace(piece, **parts))  # type: ignore[type-var] # a dataclass instance

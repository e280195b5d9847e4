"""What a library cites of one document, says of its amounts, and leaves out.

A document is cited by its own policy file, and by supplements that complete measures of another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction

from duixian.paper.amounts import RATE, YEARS, Amount, amounts
from duixian.paper.coverage import Claim, Waiver
from duixian.paper.verify import Citation
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.amounts import LiteralAmount, amounts_in, amounts_of
from duixian.rulebook.policy.model import Cite, Measure, Policy

MONTHS_A_YEAR = 12


def citations(library: Library, document: str) -> tuple[Citation, ...]:
    """Every citation of the document, with where it is written, once a place."""
    found = [
        Citation(cite.article, cite.pin, where, said)
        for where, piece, said in _pieces(library, document)
        for cite in _cites(piece)
        if cite.document in {"", document}
    ]
    return tuple(dict.fromkeys(found))


def claims(library: Library, document: str) -> tuple[Claim, ...]:
    """What each measure and each other piece states, under all pins of the document it cites.

    A supplement states only what it adds, not what the measure it completes said before.
    """
    policy = library.policy(document)
    if policy is None:
        return ()
    found = []
    for measure in policy.measures:
        pins = _pins((measure, *_around(measure, policy)), policy, document)
        said = _said(amounts_of(measure, policy))
        found.append(Claim(f"{policy.code} {measure.code}", pins, said))
    found.extend(_supplement_claims(policy))
    found.extend(_other_claims(policy, document))
    return tuple(claim for claim in found if claim.pins)


def waivers(policy: Policy) -> tuple[Waiver, ...]:
    """What the policy names under `not_encoded`."""
    return tuple(
        Waiver(
            cite.pin or cite.article,
            _written(left.amounts) if left.amounts else None,
            left.because,
        )
        for left in policy.not_encoded
        for cite in left.cites
    )


def _written(texts: Iterable[str]) -> frozenset[Amount]:
    return frozenset(one for text in texts for one in amounts(text))


def _pieces(library: Library, document: str) -> Iterator[tuple[str, object, frozenset[Amount]]]:
    """The parts of the library that may cite the document, with their names and amounts."""
    for policy in library.policies:
        own = policy.code == document
        for measure in policy.measures:
            where = f"{measure.place} {measure.code} {measure.title}"
            said = _said(amounts_of(measure, policy))
            for cite in _cites(measure):
                if cite.document == document or (own and not cite.document):
                    yield where, cite, said
        if own:
            for name, piece in _other_pieces(policy):
                yield f"{policy.place.file} {name}", piece, frozenset()


def _other_pieces(policy: Policy) -> Iterator[tuple[str, object]]:
    yield "scope", policy.scope
    yield "may", policy.may
    yield "ladders", policy.ladders
    yield "limits", policy.limits
    yield "exclusive", policy.groups
    yield "cycle", policy.cycle
    yield "supplements", policy.supplements
    yield "obligations", policy.obligations
    yield "by_decision", policy.by_decision
    yield "not_encoded", tuple(left for left in policy.not_encoded if _has_pins(left.cites))


def cites_in(piece: object) -> tuple[Cite, ...]:
    """Every citation inside a measure, a limit or any other piece of a policy, each once."""
    return tuple(dict.fromkeys(_cites(piece)))


def _has_pins(cites: Iterable[Cite]) -> bool:
    """A whole article may be left out by its address alone."""
    return all(cite.pin for cite in cites)


def _around(measure: Measure, policy: Policy) -> Iterator[object]:
    """The limits, groups and ladder a measure belongs to; their amounts are among its own."""
    yield from (limit for limit in policy.limits if measure.name in limit.measures)
    yield from (group for group in policy.groups if measure.name in group.members)
    if measure.rung is not None:
        yield from (one for one in policy.ladders if one.name == measure.rung.ladder)


def _supplement_claims(policy: Policy) -> Iterator[Claim]:
    for each in policy.supplements:
        added = [*(condition.test for condition in each.when)]
        added += [] if each.grant is None else [each.grant]
        said = _said(one for expression in added for one in amounts_in(expression))
        parts = frozenset(Amount(RATE, one.share, "") for one in each.paid)
        parts |= frozenset(Amount(RATE, one.part, "") for one in each.shares)
        name = f"{each.policy} {each.measure}"
        yield Claim(name, _pins((each,), policy, policy.code), said | parts)


def _other_claims(policy: Policy, document: str) -> Iterator[Claim]:
    for condition in (*policy.scope, *(one.condition for one in policy.may)):
        said = _said(amounts_in(condition.test))
        yield Claim(f"{policy.code} 适用范围", _pins((condition,), policy, document), said)
    for duty in policy.obligations:
        years = (Fraction(duty.months, MONTHS_A_YEAR),) if duty.months else ()
        said = frozenset(Amount(YEARS, value, "") for value in years)
        yield Claim(f"{policy.code} {duty.title}", _pins((duty,), policy, document), said)
    for decision in policy.by_decision:
        said = _said(amounts_in(decision.cap)) if decision.cap is not None else frozenset()
        name = f"{policy.code} {decision.code}"
        yield Claim(name, _pins((decision,), policy, document), said)


def _pins(pieces: Iterable[object], policy: Policy, document: str) -> frozenset[str]:
    return frozenset(
        cite.pin
        for piece in pieces
        for cite in _cites(piece)
        if (cite.document or policy.code) == document
    )


def _said(literals: Iterable[LiteralAmount]) -> frozenset[Amount]:
    return frozenset(Amount(one.kind, one.value, "") for one in literals)


def _cites(piece: object) -> Iterator[Cite]:
    """Every citation inside a piece of a policy, however deep."""
    if isinstance(piece, Cite):
        yield piece
    elif isinstance(piece, tuple):
        for part in piece:
            yield from _cites(part)
    elif is_dataclass(piece) and not isinstance(piece, type):
        for each in fields(piece):
            yield from _cites(getattr(piece, each.name))

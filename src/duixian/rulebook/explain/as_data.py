"""An assessment as JSON: a documented, versioned form, the same bytes for the same inputs."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.rulebook.assessment import (
    Assessment,
    Entitlement,
    Finding,
    Gap,
    Interval,
    RowId,
    Step,
)
from duixian.rulebook.explain.gaps import supply
from duixian.rulebook.explain.names import title_of
from duixian.rulebook.explain.near import NearMiss, near_misses
from duixian.rulebook.explain.sentences import sentences
from duixian.rulebook.explain.values import dimension_of
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.model import Cite
from duixian.rulebook.vocabulary.model import Vocabulary

SCHEMA = "duixian.assessment/1"


def as_json(assessment: Assessment, library: Library) -> str:
    """The assessment as one line of JSON, keys sorted; docs/reference/assessment-json.md."""
    data = assessment_data(assessment, library)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def assessment_data(assessment: Assessment, library: Library) -> dict[str, Any]:
    """The same as plain values: sums in whole fen, fractions as strings, days as 2022-06-30."""
    return {
        "schema": SCHEMA,
        "firm": assessment.firm,
        "on": assessment.on.isoformat(),
        "stage": str(assessment.stage),
        "library": assessment.library,
        "total": _interval(assessment.total),
        "granted": _interval(assessment.granted),
        "entitlements": [_entitlement(one, library) for one in assessment.entitlements],
        "near_misses": [_near_miss(miss) for miss in near_misses(assessment, library)],
    }


def _near_miss(miss: NearMiss) -> dict[str, Any]:
    """A refused row, and by how much each comparison that refuses it falls short."""
    return {
        "row": _row(miss.entitlement.row),
        "waivable": miss.waivable,
        "distances": [
            {
                "subject": apart.subject,
                "now": apart.now,
                "required": apart.required,
                "short": apart.short,
                "share": _number(apart.share),
            }
            for apart in miss.distances
        ],
    }


def _entitlement(one: Entitlement, library: Library) -> dict[str, Any]:
    vocabulary = library.vocabulary
    return {
        "row": _row(one.row),
        "title": title_of(one.row.policy, one.row.measure, library),
        "payee": one.payee,
        "verdict": one.verdict.value,
        "own": _interval(one.own),
        "effect": _interval(one.effect),
        "choosing": _interval(one.choosing),
        "displaced_by": _row(one.displaced_by) if one.displaced_by else None,
        "contested": one.contested,
        "depends_on": [_row(row) for row in one.depends_on],
        "forecast": one.forecast,
        "shares": _parts(one.shares),
        "instalments": _parts(one.instalments),
        "failed": [_step(step, vocabulary) for step in one.failed],
        "missing": [_gap(gap, library) for gap in one.missing],
        "findings": [_finding(finding, library) for finding in one.findings],
        "sentences": list(sentences(one, library)),
    }


def _row(row: RowId) -> dict[str, Any]:
    return {
        "policy": row.policy,
        "measure": row.measure,
        "subject": row.subject,
        "key": row.key,
        "support_year": row.support_year,
    }


def _interval(sum_: Interval | None) -> dict[str, Any] | None:
    return None if sum_ is None else {"low": sum_.low, "high": sum_.high}


def _parts(parts: tuple[tuple[str, Interval], ...]) -> list[dict[str, Any]]:
    return [{"name": name, "low": part.low, "high": part.high} for name, part in parts]


def _gap(gap: Gap, library: Library) -> dict[str, Any]:
    return {
        "kind": gap.kind.value,
        "subject": gap.subject,
        "name": gap.name,
        "detail": gap.detail,
        "awaited": gap.is_awaited,
        "source": supply(gap, library).where,
    }


def _finding(finding: Finding, library: Library) -> dict[str, Any]:
    return {
        "stage": finding.stage.value,
        "holds": finding.holds,
        "note": finding.note,
        "title": finding.title,
        "about": list(finding.about),
        "cites": [_cite(cite) for cite in finding.cites],
        "before": _interval(finding.before),
        "after": _interval(finding.after),
        "missing": [_gap(gap, library) for gap in finding.gaps],
        "step": _step(finding.step, library.vocabulary) if finding.step else None,
    }


def _cite(cite: Cite) -> dict[str, str]:
    return {"document": cite.document, "article": cite.article, "pin": cite.pin}


def _step(step: Step, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "form": type(step.expression).__name__,
        "says": in_words(step.expression),
        "value": _value(step, vocabulary),
        "below": [_step(part, vocabulary) for part in step.below],
    }


def _value(step: Step, vocabulary: Vocabulary) -> dict[str, Any] | None:
    match step.value:
        case None:
            return None
        case bool() as flag:
            return {"flag": flag}
        case date() as known:
            return {"day": known.isoformat()}
        case (low, high):
            dimension = dimension_of(step.expression, vocabulary)
            powers = dimension.powers if dimension else ()
            units = dict(powers)
            return {"low": _number(low), "high": _number(high), "units": units}
        case word:
            return {"word": str(word)}


def _number(value: int | Fraction | None) -> int | str | None:
    """Whole numbers as such, fractions as `1/3`, an unbounded end as null."""
    if value is None:
        return None
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else f"{exact.numerator}/{exact.denominator}"

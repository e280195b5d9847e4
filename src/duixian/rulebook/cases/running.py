"""Runs a case: assesses its dossier and tells, in Chinese, what came out otherwise."""

from collections.abc import Iterator

from duixian.rulebook.assessment import Entitlement, Interval
from duixian.rulebook.cases.model import UNBOUNDED, Case, Expected
from duixian.rulebook.expression.figures import money
from duixian.rulebook.expression.wording import in_words
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess


def run_case(case: Case, library: Library) -> tuple[str, ...]:
    """What came out otherwise than the case says; empty when all is as it says."""
    assessment = assess(library, case.dossier, case.on, stage=case.stage)
    return tuple(
        f"{case.name}（{expected.measure}）：{mismatch}"
        for expected in case.expected
        for mismatch in _mismatches(expected, assessment.entitlements)
    )


def _mismatches(expected: Expected, found: tuple[Entitlement, ...]) -> Iterator[str]:
    rows = [each for each in found if _is_meant(expected, each)]
    if expected.absent:
        if rows:
            yield f"应当没有任何一行，却有 {len(rows)} 行（{'、'.join(r.verdict for r in rows)}）"
        return
    if len(rows) != 1:
        shown = "、".join(f"{each.row.key}第{each.row.support_year}年" for each in rows)
        how = "support_year" if len({each.row.key for each in rows}) == 1 else "row"
        yield f"应当恰有一行，却有 {len(rows)} 行{f'（{shown}），请写 {how}' if rows else ''}"
        return
    yield from _differences(expected, rows[0])


def _is_meant(expected: Expected, each: Entitlement) -> bool:
    return (
        (each.row.policy, each.row.measure) == (expected.policy, expected.measure)
        and (expected.row is None or expected.row == each.row.key)
        and (expected.support_year is None or expected.support_year == each.row.support_year)
    )


def _differences(expected: Expected, row: Entitlement) -> Iterator[str]:
    if expected.verdict and row.verdict is not expected.verdict:
        yield f"结论应为 {expected.verdict}，得到 {row.verdict}{_why(row)}"
    yield from _outside("金额", expected.low, expected.high, row.own)
    yield from _outside("影响", expected.effect_low, expected.effect_high, row.effect)
    missing = {gap.name for gap in row.missing}
    for name in expected.missing:
        if name not in missing:
            yield f"应当缺少「{name}」，得到 {'、'.join(sorted(missing)) or '不缺'}"
    failed = _failed_words(row)
    for words in expected.failed:
        if _compact(words) not in _compact(failed):
            yield f"不成立的条件应有「{words}」，得到「{failed}」"
    displaced = row.displaced_by
    by = (displaced.policy, displaced.measure) if displaced else None
    if expected.displaced_by and by != expected.displaced_by:
        yield f"应当被 {expected.displaced_by[1]} 取代，得到 {by[1] if by else '没有被取代'}"
    if expected.contested is not None and row.contested is not expected.contested:
        yield "应当尚无定论" if expected.contested else "应当已有定论"
    yield from _parts("分担", expected.shares, row.shares)
    yield from _parts("分期", expected.instalments, row.instalments)


def _why(row: Entitlement) -> str:
    gaps = "、".join(gap.name for gap in row.missing)
    reasons = [f"不成立：{_failed_words(row)}" if row.failed else "", f"缺：{gaps}" if gaps else ""]
    notes = "、".join(finding.note for finding in row.findings if finding.note)
    reasons.append(f"记录：{notes}" if notes else "")
    told = "；".join(filter(None, reasons))
    return f"（{told}）" if told else ""


def _failed_words(row: Entitlement) -> str:
    titles = [finding.title for finding in row.findings if finding.holds is False and finding.title]
    return "；".join([*(in_words(step.expression) for step in row.failed), *titles])


def _compact(text: str) -> str:
    return "".join(text.split()).replace(",", "")


def _outside(name: str, low: int | None, high: int | None, found: Interval | None) -> Iterator[str]:
    if low is None and high is None:
        return
    if found is None:
        # A refused row pays nothing, and a case may say so.
        if low or high:
            yield f"{name}应有数额，得到没有"
        return
    if low is not None and low != found.low:
        yield f"{name}至少应为 {money(low)}，得到 {_shown(found.low)}"
    wanted = None if high == UNBOUNDED else high
    if high is not None and wanted != found.high:
        yield f"{name}至多应为 {_shown(wanted)}，得到 {_shown(found.high)}"


def _shown(fen: int | None) -> str:
    return "无上限" if fen is None else money(fen)


def _parts(
    name: str, expected: tuple[tuple[str, int], ...], found: tuple[tuple[str, Interval], ...]
) -> Iterator[str]:
    came = dict(found)
    for part, amount in expected:
        interval = came.get(part)
        if interval is None:
            yield f"{name}应有「{part}」，得到 {'、'.join(came) or '没有'}"
        elif not (interval.is_exact and interval.low == amount):
            shown = f"{_shown(interval.low)} 至 {_shown(interval.high)}"
            yield f"{name}「{part}」应为 {money(amount)}，得到 {shown}"

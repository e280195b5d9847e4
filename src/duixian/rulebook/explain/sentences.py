"""An entitlement as sentences: the verdict with its sum first, then the steps in their order."""

from duixian.rulebook.assessment import Entitlement, Finding, Gap, Interval, Verdict
from duixian.rulebook.explain.gaps import supply
from duixian.rulebook.explain.lines import lines
from duixian.rulebook.explain.names import VERDICTS, of_firm, row_title
from duixian.rulebook.explain.notes import note_words
from duixian.rulebook.explain.reasons import listed, reason
from duixian.rulebook.expression.figures import money_span
from duixian.rulebook.library.model import Library


def sentences(entitlement: Entitlement, library: Library) -> tuple[str, ...]:
    """The explanation, one Chinese sentence a step; the first says what comes of it."""
    return (
        headline(entitlement, library),
        *(line.sentence for line in lines(entitlement, library)),
    )


def headline(entitlement: Entitlement, library: Library) -> str:
    """The verdict, its sum, and what decided it."""
    name = VERDICTS[entitlement.verdict]
    measure = library.measure(entitlement.row.policy, entitlement.row.measure)
    why = of_firm(outcome(entitlement, library), measure)
    forecast = "（预测，尚未到期）" if entitlement.forecast else ""
    return f"{row_title(entitlement.row, library)}{forecast}：{name}" + (
        f"，{why}。" if why else "。"
    )


def outcome(entitlement: Entitlement, library: Library) -> str:
    """What decided the verdict: the sum, what is missing, how far from the line, what displaced."""
    match entitlement.verdict:
        case Verdict.GRANTED:
            return _granted(entitlement, library)
        case Verdict.PENDING:
            awaited = "、".join(_wanted(entitlement.missing, library, awaited=True))
            return f"{_sum(entitlement.own)}，等待：{awaited}"
        case Verdict.UNKNOWN:
            return _unknown(entitlement, library)
        case Verdict.REFUSED:
            return refusal(entitlement, library)
        case Verdict.EXHAUSTED | Verdict.DISPLACED | Verdict.NOT_IN_FORCE:
            return _last(entitlement, library)


def refusal(entitlement: Entitlement, library: Library) -> str:
    """The failed conditions, each with its distance; that an authorised person may lift them."""
    refusing = [finding for finding in entitlement.findings if finding.holds is False]
    parts = []
    for finding in refusing:
        if finding.step is not None and finding.note in {"", "waivable"}:
            parts.append(reason(finding.step, library.vocabulary))
        else:
            parts.append(note_words(finding, library))
    lifted = [finding.about[0] for finding in refusing if finding.note == "waivable"]
    text = listed(parts)
    if lifted and len(lifted) == len(refusing):
        return f"{text}；属“原则上”的条件，有权人可决定“{'、'.join(lifted)}”"
    return text


def _granted(entitlement: Entitlement, library: Library) -> str:
    text = _sum(entitlement.own)
    if not entitlement.depends_on:
        return text
    rows = "、".join(row_title(row, library) for row in entitlement.depends_on)
    return f"{text}，取决于{rows}" + ("，可能被其取代" if entitlement.contested else "")


def _unknown(entitlement: Entitlement, library: Library) -> str:
    wanted = "、".join(_wanted(entitlement.missing, library, awaited=False))
    awaited = "、".join(_wanted(entitlement.missing, library, awaited=True))
    parts = [f"需补充：{wanted}"]
    parts += [f"并等待：{awaited}"] if awaited else []
    parts += (
        [f"如符合，{_sum(entitlement.own)}"] if entitlement.own and entitlement.own.high else []
    )
    return "；".join(parts)


def _wanted(gaps: tuple[Gap, ...], library: Library, *, awaited: bool) -> list[str]:
    texts = (supply(gap, library).sentence for gap in gaps if gap.is_awaited is awaited)
    return list(dict.fromkeys(texts))


def _last(entitlement: Entitlement, library: Library) -> str:
    """The clause of the finding that settled it: the last that says no or leaves nothing."""
    decisive = [finding for finding in entitlement.findings if _decides(finding)]
    telling = [finding for finding in decisive if finding.note != "used-up"] or decisive
    return note_words(telling[-1], library) if telling else ""


def _decides(finding: Finding) -> bool:
    """Whether it says no, or leaves nothing of a sum there was."""
    nothing = finding.after == Interval(0, 0) and finding.before is not None
    return finding.holds is False or nothing


def _sum(own: Interval | None) -> str:
    return money_span(own.low, own.high) if own else ""

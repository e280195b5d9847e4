"""What is missing, in words: which fact of which row or year, and where it usually comes from."""

from dataclasses import dataclass

from duixian.rulebook.assessment import Gap, GapKind
from duixian.rulebook.library.model import Library

FIRM = "企业"


@dataclass(frozen=True, slots=True)
class Supply:
    """One thing to supply or await: `what` it is, `where` it usually comes from ("": unknown)."""

    gap: Gap
    what: str
    where: str

    @property
    def sentence(self) -> str:
        """Both together."""
        return self.what + (f"（通常来源：{self.where}）" if self.where else "")


def supply(gap: Gap, library: Library) -> Supply:
    """The missing thing and its usual source."""
    return Supply(gap, _what(gap), _where(gap, library))


def _what(gap: Gap) -> str:  # noqa: C901, PLR0911 — one line a kind
    match gap.kind:
        case GapKind.FACT:
            return _fact(gap)
        case GapKind.TABLE:
            owner = f"{gap.detail} 的" if gap.detail else ""
            return f"{owner}“{gap.subject}”资料（没有也请说明）"
        case GapKind.LIST:
            return f"名单“{gap.name}”（到评估日尚未取得）"
        case GapKind.CATALOGUE:
            return f"目录“{gap.name}”（文本尚未取得）"
        case GapKind.SERIES:
            return f"公布值“{gap.name}”" + (f"（{gap.detail}）" if gap.detail else "")
        case GapKind.HISTORY:
            return f"奖补历史（{gap.detail}）" if gap.detail else "奖补历史"
        case GapKind.DENOMINATOR:
            return f"{gap.name}不大于零，比率无从计算"
        case GapKind.PAYEE:
            return "受益人是谁"
        case GapKind.REVIEW:
            return f"{gap.name or '评审'}结果"
        case GapKind.DECISION:
            return f"关于“{gap.name}”的决定"
        case GapKind.OPEN_LIST:
            return f"{gap.name}“{gap.detail}”是否属于“等”所指的认定"


def _fact(gap: Gap) -> str:
    if gap.subject == FIRM:
        return f"{gap.detail}年{gap.name}" if gap.detail.isdigit() else gap.name
    row = gap.detail if gap.detail.startswith(gap.subject) else f"{gap.subject} {gap.detail}"
    return f"{gap.name}（{row.strip()}）"


def _where(gap: Gap, library: Library) -> str:
    match gap.kind:
        case GapKind.FACT | GapKind.DENOMINATOR | GapKind.PAYEE:
            subject = library.vocabulary.subject(gap.subject) or library.vocabulary.subject(FIRM)
            fact = subject.fact(gap.name) if subject else None
            return fact.source if fact else ""
        case GapKind.CATALOGUE:
            return next((c.source for c in library.catalogues if c.name == gap.name), "")
        case GapKind.SERIES:
            return next((s.source for s in library.series if s.name == gap.name), "")
        case _:
            return ""

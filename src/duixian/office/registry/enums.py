"""The states and kinds of the registry, and which state follows which."""

from django.db.models import TextChoices

from duixian.office.common.transitions import Transition, Workflow


class ImportState(TextChoices):
    """How far an import is."""

    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class CorrectionState(TextChoices):
    """How far a correction is."""

    PROPOSED = "proposed", "待处理"
    ACCEPTED = "accepted", "已采纳"
    REJECTED = "rejected", "未采纳"


class CreditKind(TextChoices):
    """What a credit record is about."""

    NEGATIVE = "negative", "司法或行政负面记录"
    DISHONEST = "dishonest", "严重违法失信"
    UNLAWFUL = "unlawful", "其他重大违法"
    TAX_OR_ACCOUNTING = "tax-or-accounting", "纳税或会计信用"
    EXCLUDED = "excluded", "本区取消资格"


KINDS_READ = tuple(kind for kind in CreditKind if kind is not CreditKind.EXCLUDED)
"""Kinds that other offices keep: what was not read of them is unknown. Exclusions are our own."""


class CreditEffect(TextChoices):
    """What a credit record does to a firm's claims, the strictest first."""

    CANCEL = "cancel", "取消"
    LIMIT = "limit", "限制"
    REMARK = "remark", "提示"


class CreditReach(TextChoices):
    """Which funds a credit record concerns."""

    FUND = "fund", "本专项资金"
    DISTRICT = "district", "本区各类专项资金"


class CreditState(TextChoices):
    """What a credit check answers about a firm."""

    CLEAN = "clean", "无记录"
    RECORDED = "recorded", "有记录"
    UNCHECKED = "unchecked", "未核"


class NameState(TextChoices):
    """What became of a name of a published list."""

    MATCHED = "matched", "已匹配"
    WAITING = "waiting", "待认领"
    FOREIGN = "foreign", "不是本区企业"


class MatchedBy(TextChoices):
    """How a name was found to be a firm's."""

    CODE = "code", "信用代码"
    NAME = "name", "现名"
    FORMER = "former", "曾用名"
    OFFICER = "officer", "人工认领"


class AdjustmentState(TextChoices):
    """How far the yearly adjustment of a database of firms is."""

    DRAFT = "draft", "编制中"
    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "已批准"


class Move(TextChoices):
    """What an adjustment does with a firm."""

    ENTER = "enter", "入库"
    STAY = "stay", "保留"
    LEAVE = "leave", "出库"


IMPORTS = Workflow(
    dict(ImportState.choices),
    (
        Transition("confirm", (ImportState.READ,), ImportState.DONE, "导入"),
        Transition("drop", (ImportState.READ,), ImportState.DROPPED, "放弃"),
    ),
)
CORRECTIONS = Workflow(
    dict(CorrectionState.choices),
    (
        Transition("accept", (CorrectionState.PROPOSED,), CorrectionState.ACCEPTED, "采纳"),
        Transition("reject", (CorrectionState.PROPOSED,), CorrectionState.REJECTED, "不予采纳"),
    ),
)
NAMES = Workflow(
    dict(NameState.choices),
    (
        Transition("claim", (NameState.WAITING, NameState.FOREIGN), NameState.MATCHED, "认领"),
        Transition("set_aside", (NameState.WAITING,), NameState.FOREIGN, "记为不是本区企业"),
        Transition("release", (NameState.MATCHED,), NameState.WAITING, "撤销认领"),
    ),
)
TITLES = Workflow(
    {each: each for each in ("储备", "已申报", "已认定", "未通过", "已撤销")} | {"": "状态未知"},
    (
        Transition("apply", ("储备",), "已申报", "记为已申报"),
        Transition("recognise", ("储备", "已申报"), "已认定", "记为已认定"),
        Transition("fail", ("储备", "已申报"), "未通过", "记为未通过"),
        Transition("revoke", ("已认定",), "已撤销", "撤销称号"),
    ),
)
"""The levels of 认定.状态 and how they follow each other."""
ADJUSTMENTS = Workflow(
    dict(AdjustmentState.choices),
    (
        Transition("change", (AdjustmentState.DRAFT,), AdjustmentState.DRAFT, "修改"),
        Transition("propose", (AdjustmentState.DRAFT,), AdjustmentState.PROPOSED, "提请审批"),
        Transition("approve", (AdjustmentState.PROPOSED,), AdjustmentState.APPROVED, "批准"),
        Transition("return", (AdjustmentState.PROPOSED,), AdjustmentState.DRAFT, "退回"),
    ),
)

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

"""The states of a run, and how it gets from one to the next."""

from django.db.models import TextChoices

from duixian.office.common.transitions import Transition, Workflow


class State(TextChoices):
    """Where a run stands."""

    QUEUED = "queued", "排队"
    RUNNING = "running", "运行"
    FINISHED = "finished", "完成"
    CANCELLED = "cancelled", "取消"
    FAILED = "failed", "失败"


GOING = (State.QUEUED, State.RUNNING)
"""The states that a run leaves by itself."""

START, FINISH, CANCEL, FAIL = "start", "finish", "cancel", "fail"

WORKFLOW = Workflow(
    {state.value: state.label for state in State},
    (
        Transition(START, (State.QUEUED,), State.RUNNING, "开始"),
        Transition(FINISH, (State.RUNNING,), State.FINISHED, "完成"),
        Transition(CANCEL, GOING, State.CANCELLED, "取消"),
        Transition(FAIL, GOING, State.FAILED, "标记失败"),
    ),
)

"""The states of a version of a policy file, and which verb leads where."""

from django.db.models import TextChoices

from duixian.office.common.transitions import Transition, Workflow


class State(TextChoices):
    """Where a version stands."""

    PROPOSED = "proposed", "提出"
    PUBLISHED = "published", "已发布"
    RETURNED = "returned", "退回"


WORKFLOW = Workflow(
    dict(State.choices),
    (
        Transition("publish", (State.PROPOSED,), State.PUBLISHED, "发布"),
        Transition("return", (State.PROPOSED,), State.RETURNED, "退回"),
    ),
)

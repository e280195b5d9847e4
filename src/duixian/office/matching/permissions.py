"""Who may start, cancel and read matching runs."""

from duixian.office.common.actor import Actor
from duixian.office.common.answers import YES, Answer, No
from duixian.office.matching.enums import CANCEL, WORKFLOW, State
from duixian.office.matching.models import Run
from duixian.office.people.enums import Privilege
from duixian.office.people.permissions import may_in


def may_start(actor: Actor | None, region: str) -> Answer:
    """Whether the actor may match the firms of the district."""
    return may_in(actor, Privilege.RUN_MATCHING, region)


def may_cancel(actor: Actor | None, run: Run) -> Answer:
    """Whether the actor may cancel the run: it is of their district and still going."""
    answer = may_in(actor, Privilege.RUN_MATCHING, run.region)
    if isinstance(answer, No):
        return answer
    return WORKFLOW.may(run.state, CANCEL)


def may_announce(actor: Actor | None, run: Run) -> Answer:
    """Whether the actor may have the firms told what the run found; it is done once."""
    answer = may_in(actor, Privilege.TELL_FIRMS, run.region)
    if isinstance(answer, No):
        return answer
    if run.state != State.FINISHED:
        return No(f"{run}没有完成，没有可以通知的结果")
    return YES if run.announced_at is None else No(f"{run}已经通知过企业，不再重复")


def may_read(actor: Actor | None, run: Run) -> Answer:
    """Whether the actor may see the run and what it found."""
    return may_in(actor, Privilege.READ_MATCHING, run.region)

"""Who acts: a person in a role of an organisation, perhaps in place of a colleague."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work. `region` is the six-digit code of the district whose rows may be seen.

    `deputy_for` names the colleague whose queue is worked on; empty for one's own. `firm` is the
    code of the firm for which an applicant acts, empty for everybody else.
    """

    user: int
    name: str
    role: str
    organisation: int
    organisation_name: str
    region: str
    firm: str = ""
    deputy_for: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """The site itself, when no person acts: a timer, a task, a command."""

    name: str = "系统"
    region: str = ""


Doer = Actor | System

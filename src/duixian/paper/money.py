"""Which clauses grant, limit or split money.

The test errs on the side of asking: every clause that states an amount of a covered kind counts,
conditions and targets too, because a condition limits who is paid. The one exception is the
clause that only says how long the document itself is in force. What should not be encoded is
named under `not_encoded` with a reason, never dropped here.
"""

import re

from duixian.paper.amounts import COVERED_KINDS, YEARS, Amount
from duixian.paper.clauses import Clause

_IN_FORCE = re.compile(
    r"本(?:政策|意见|办法|细则|实施细则|实施办法|规定|措施|若干措施|通知|文件|方案)[^。;]*(?:施行|实施|生效|有效期|试行期)"
    r"|^有效期"
)


def covered_amounts(clause: Clause) -> tuple[Amount, ...]:
    """The amounts that a measure must say or `not_encoded` must name; none for other clauses."""
    found = tuple(amount for amount in clause.amounts if amount.kind in COVERED_KINDS)
    only_years = all(amount.kind == YEARS for amount in found)
    return () if only_years and _IN_FORCE.search(clause.text) else found


def is_money_clause(clause: Clause) -> bool:
    """Whether the clause grants, limits or splits money, as coverage understands it."""
    return bool(covered_amounts(clause))

"""One firm of a finished run explained in full, from the very data and texts that the run read."""

from duixian.matching.explaining import UnknownFirmError, explained, read_result
from duixian.matching.job import RunError
from duixian.office.common.answers import No, RefusedError
from duixian.office.matching.folders import result_of
from duixian.office.matching.models import Run
from duixian.office.matching.selectors import library_used
from duixian.office.matching.summary import demand_finished
from duixian.rulebook.assessment import Assessment

_CHANGED = "这次匹配存档的企业资料或政策文本已不完整，不能据此说明，请重新匹配"


def explain(run: Run, code: str) -> Assessment:
    """All conclusions about a firm; RefusedError, hidden, where the run has no such firm."""
    demand_finished(run)
    try:
        return explained(read_result(result_of(run)), library_used(run), code)
    except UnknownFirmError as unknown:
        raise RefusedError(No(unknown.message, hidden=True)) from unknown
    except RunError as changed:
        raise RefusedError(No(_CHANGED)) from changed

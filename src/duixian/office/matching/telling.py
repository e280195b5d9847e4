"""What a firm is told of a run: what it can get, what is still open, what it misses by little."""

from collections.abc import Collection, Iterator, Sequence

from duixian.office.matching.models import Run
from duixian.office.matching.rows import Row
from duixian.office.notices.enums import Topic
from duixian.office.notices.services.tell import Note
from duixian.rulebook.assessment import Verdict
from duixian.rulebook.explain.names import PROVISOS
from duixian.rulebook.expression.figures import day, money_span

_OPEN = (Verdict.PENDING, Verdict.UNKNOWN)
_FOOT = "这是按已有资料的测算，不是审批决定，以审核结果为准。资料有误可以在“本企业档案”里提出更正。"


def source_of(run: Run) -> str:
    """As messages name the run that they tell of."""
    return f"run-{run.pk}"


def note_of(run: Run, rows: Sequence[Row], topics: Collection[str]) -> Note | None:
    """The message to a firm with these rows; None where nothing is of what it wants to hear of."""
    found = {topic: [row for row in rows if _is_of(row, topic)] for topic in Topic}
    told = {topic: some for topic, some in found.items() if some and topic in topics}
    if not told:
        return None
    pieces = [f"按 {day(run.on)}的政策和区里掌握的资料："]
    pieces += ["\n".join(_section(topic, some)) for topic, some in told.items()]
    return Note(source_of(run), _title(told), "\n\n".join([*pieces, _FOOT]))


def _is_of(row: Row, topic: Topic) -> bool:
    match topic:
        case Topic.GRANTED:
            return row.verdict is Verdict.GRANTED
        case Topic.OPEN:
            return row.verdict in _OPEN
        case Topic.NEAR:
            return row.near


def _title(told: dict[Topic, list[Row]]) -> str:
    first, rows = next(iter(told.items()))
    return f"有 {len(rows)} 项{first.label}"


def _section(topic: Topic, rows: Sequence[Row]) -> Iterator[str]:
    yield f"{topic.label}（{len(rows)} 项）"
    for row in rows:
        about = f"，{row.own_key}" if row.own_key else ""
        yield f"· {row.title}（{row.policy} {row.measure}{about}）：{_said(row)}"


def _said(row: Row) -> str:
    if row.near:
        return f"还不符合：{'；'.join(row.failed)}"
    sum_ = money_span(row.low or 0, row.high)
    proviso = PROVISOS.get(row.verdict)
    said = f"{proviso}，{sum_}" if proviso else sum_
    return f"{said}；还缺：{'、'.join(row.missing)}" if row.missing else said

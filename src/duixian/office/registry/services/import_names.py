"""Imports a published list: sure names become recognitions, all others wait for an officer."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from duixian.intake.workbook.layout import record_layout
from duixian.intake.workbook.records import RecordColumn, RecordSheet
from duixian.intake.workbook.table import Table
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.common.actor import Actor, Doer
from duixian.office.common.answers import No, RefusedError, demand
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.enums import NameState
from duixian.office.registry.files import Upload, first_of, keep
from duixian.office.registry.locking import one_at_a_time
from duixian.office.registry.models import ListedName, NameList
from duixian.office.registry.naming import Match, Written, match, plain
from duixian.office.registry.one_table import read_one
from duixian.office.registry.permissions import may_write
from duixian.office.registry.services.recognise import know_list, recognise
from duixian.rulebook.problems import Problem, error, has_errors
from duixian.rulebook.vocabulary.model import FactKind

NAMES_SHEET = RecordSheet(
    "名单",
    "name_list",
    "名单上的企业，每行一家。",
    (
        RecordColumn("企业名称", "name", FactKind.TEXT, required=True, note="照名单原样填写"),
        RecordColumn("企业", "code", FactKind.REFERENCE, note="名单上有信用代码才填"),
    ),
)
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Published:
    """What a list is, and the recognition that standing on it is."""

    title: str
    day: date
    read_on: date
    kind: str
    honour: str
    level: str
    issuer: str
    number: str = ""
    batch: str = ""
    valid_until: date | None = None
    next_review_on: date | None = None


def import_names(actor: Actor, upload: Upload, published: Published) -> NameList:
    """The list with what became of its names; BadFilesError with everything wrong with the file."""
    demand(may_write(actor, actor.region))
    wrong = list(_faults(published))
    if wrong:
        raise RefusedError(No("；".join(wrong)))
    digest = keep([upload])
    return keep_names(actor, actor.region, read_names(first_of(digest)), published, digest)


def _faults(published: Published) -> Iterator[str]:
    if published.read_on < published.day:
        yield "读取日期早于认定日期"
    for word, day in (("有效期", published.valid_until), ("复核日期", published.next_review_on)):
        if day is not None and day <= published.day:
            yield f"{word}不晚于认定日期"


def read_names(path: Path) -> list[Written]:
    """The names of a file; BadFilesError with everything wrong with it."""
    table, problems = read_one(path, record_layout(NAMES_SHEET))
    problems += _odd(table, {each.place.line for each in problems})
    if not table.records and not has_errors(problems):
        problems.append(error("nothing", table.place, "", "名单上一家企业也没有"))
    if has_errors(problems):
        raise BadFilesError(tuple(sorted(problems, key=lambda each: each.place.line)))
    return [
        Written(each.row, str(each.values["企业名称"]).strip(), str(each.values.get("企业", "")))
        for each in table.records
    ]


def _odd(table: Table, bad: set[int]) -> Iterator[Problem]:
    """Names that are too long, and the same name and code twice, but for lines found bad."""
    seen: dict[tuple[str, str], int] = {}
    for each in table.records:
        name, code = str(each.values.get("企业名称", "")), str(each.values.get("企业", ""))
        if len(name) > LONGEST_NAME:
            what = f"不能超过 {LONGEST_NAME} 字"
            yield error("cell-value", table.cell(each, "企业名称"), name, what)
        key = (plain(name), code)
        if each.row in bad:
            continue
        if key in seen:
            what = f"与第 {seen[key]} 行重复"
            yield error("key-twice", table.cell(each, "企业名称"), name, what)
        seen.setdefault(key, each.row)


def keep_names(
    doer: Doer, region: str, names: Sequence[Written], published: Published, digest: str = ""
) -> NameList:
    """The list and its names in one transaction; names it has already are left as they are."""
    with transaction.atomic():
        one_at_a_time(region)
        given, _ = NameList.objects.get_or_create(
            region=region,
            title=published.title,
            number=published.number,
            batch=published.batch,
            day=published.day,
            defaults={"digest": digest, "by_name": doer.name, **asdict(published)},
        )
        held = {(plain(name), code) for name, code in given.names.values_list("name", "code")}
        fresh = [each for each in names if (plain(each.name), each.code) not in held]
        for written, found in zip(fresh, match(region, fresh), strict=True):
            _add(doer, given, written, found)
        know_list(doer, given)
        subject = Subject("公示名单", str(given.pk), str(given), region)
        counts = {"names": len(names), "fresh": len(fresh)}
        record(doer, "导入公示名单", subject, Change(after=counts, reason=published.title))
    return given


def _add(doer: Doer, given: NameList, written: Written, found: Match) -> None:
    firm, candidates, why = found.firm, found.candidates, found.why
    if firm and given.names.filter(firm=firm).exists():
        firm, candidates = "", (firm,)
        why = "同一份名单里另一个名称已匹配这家企业"
    name = ListedName.objects.create(
        name_list=given,
        line=written.line,
        name=written.name,
        code=written.code,
        state=NameState.MATCHED if firm else NameState.WAITING,
        firm=firm,
        matched_by=found.by or "" if firm else "",
        candidates=list(candidates),
        why=why,
    )
    if firm:
        recognise(doer, name)

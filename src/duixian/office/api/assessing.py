"""Assesses firms that are sent along; nothing of them is stored."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StrictStr, StringConstraints

from duixian.intake.register import Register
from duixian.intake.workbook.texts import read_texts
from duixian.office.api.access import Open, classified
from duixian.office.api.errors import Failure, FailureError, Trouble, trouble_of
from duixian.office.api.libraries import day_or_today, library_in
from duixian.rulebook.assessment import Assessment
from duixian.rulebook.dossier import Stage
from duixian.rulebook.explain.as_data import assessment_data
from duixian.rulebook.library.model import Library
from duixian.rulebook.meaning import assess

router = Router(tags=["体检"])
MOST_FIRMS = 20
MOST_ROWS = 1000
FILE = "tables"

Cell = Annotated[StrictStr, StringConstraints(max_length=2000)]
Table = Annotated[list[dict[Cell, Cell]], Field(max_length=MOST_ROWS)]


class AssessIn(Schema, extra="forbid"):
    """Which firms, on which day, under which policies.

    `tables` are the sheets of the workbook as lists of objects of texts: a number is written as
    a text too, so that no decimal is bent on the way. A table that is left out is unknown, an
    empty one is empty.
    """

    region: Annotated[str, Field(pattern="^[0-9]{6}$")]
    on: date | None = None
    stage: Stage = Stage.DECLARED
    policies: Annotated[list[Cell], Field(max_length=100)] | None = None
    tables: Annotated[dict[Cell, Table], Field(max_length=60)]


class AssessOut(Schema):
    """One assessment a firm, in the form `duixian.assessment/1`, and what else was noticed."""

    library: str
    on: date
    assessments: list[dict[str, Any]]
    warnings: list[Trouble]


@router.post(
    "/assess",
    response={200: AssessOut, 404: Failure, 422: Failure},
    summary="政策体检",
    description="随请求送来的企业在那一天能得到什么、为什么、还缺什么。送来的资料不保存。"
    "数也写成文字，如 “12.5”；没有送来的表当作不知道，送来的空表当作没有。",
)
@classified(Open("只用随请求送来的资料，不读也不存任何企业的资料"))
def assess_firms(request: HttpRequest, asked: AssessIn) -> AssessOut:
    """What each firm is entitled to on the day, why, and what is missing."""
    del request
    library = library_in(asked.region)
    _refuse_strangers(asked, library)
    register, problems = read_texts(asked.tables, library.vocabulary, FILE)
    found = [trouble_of(problem) for problem in problems]
    if register is None:
        raise FailureError(422, f"资料有 {len(found)} 处错误，没有得出结论", found)
    if len(register.codes) > MOST_FIRMS:
        raise FailureError(422, f"一次最多 {MOST_FIRMS} 家企业，更多的请用匹配运行")
    on = day_or_today(asked.on)
    assessed = [_assess(library, register, code, on, asked) for code in register.codes]
    return AssessOut(
        library=library.version,
        on=on,
        assessments=[assessment_data(one, library) for one in assessed],
        warnings=found,
    )


def _refuse_strangers(asked: AssessIn, library: Library) -> None:
    known = {policy.code for policy in library.policies}
    strange = [number for number in asked.policies or () if number not in known]
    if strange:
        instead = f"文号有 {'、'.join(sorted(known))}"
        troubles = [Trouble(found=each, what="没有这个文号", instead=instead) for each in strange]
        raise FailureError(422, "有的文号不在已发布的政策中", troubles)


def _assess(
    library: Library, register: Register, code: str, on: date, asked: AssessIn
) -> Assessment:
    found = assess(library, register.dossier(code), on, stage=asked.stage, policies=asked.policies)
    if found.problems:
        troubles = [trouble_of(problem) for problem in found.problems]
        raise FailureError(422, f"{code} 的资料互相矛盾，没有得出结论", troubles)
    return found

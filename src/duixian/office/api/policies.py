"""Policies, measures and facts as published: open to everybody, as the pages are."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from duixian.office.api.access import Open, classified
from duixian.office.api.errors import Failure, FailureError
from duixian.office.api.libraries import library_in
from duixian.office.api.schemas import (
    FactOut,
    LineOut,
    MeasureOut,
    Policies,
    PolicyOut,
    SectionOut,
    SubjectOut,
)
from duixian.rulebook.explain.names import articles
from duixian.rulebook.expression.types import Label
from duixian.rulebook.library.used_facts import facts_of
from duixian.rulebook.policy.model import Measure, Policy
from duixian.rulebook.views.describe import describe
from duixian.rulebook.vocabulary.model import Fact, Subject

router = Router(tags=["政策"])
OPEN = Open("已发布的政策对所有人公开")
Region = Annotated[str, Query(pattern="^[0-9]{6}$", description="行政区划代码，如 310112")]
Number = Annotated[str, Query(max_length=60, description="文号")]
Code = Annotated[str, Path(max_length=20, description="措施代码")]


@router.get(
    "/policies",
    response={200: Policies, 404: Failure},
    summary="政策目录",
    description="一个区全部已发布的政策，以及每个政策的措施代码。",
)
@classified(OPEN)
def list_policies(request: HttpRequest, region: Region) -> Policies:
    """All published policies of a district, with the codes of their measures."""
    del request
    library = library_in(region)
    return Policies(library=library.version, policies=[_policy(one) for one in library.policies])


@router.get(
    "/measures/{code}",
    response={200: MeasureOut, 404: Failure},
    summary="一条措施",
    description="一条措施的条件、金额和依据的条款。",
)
@classified(OPEN)
def get_measure(request: HttpRequest, code: Code, region: Region, policy: Number) -> MeasureOut:
    """A measure in plain Chinese, each statement with its article."""
    del request
    library = library_in(region)
    found = library.policy(policy)
    measure = library.measure(policy, code)
    if found is None or measure is None:
        raise FailureError(404, f"没有措施 {policy} {code}")
    return _measure(measure, found)


@router.get(
    "/facts",
    response={200: list[SubjectOut], 404: Failure},
    summary="事实词汇",
    description="全部表和列：体检的 tables 用这里的名称，中文或英文都可以。",
)
@classified(Open("词汇不含任何企业的资料"))
def list_facts(request: HttpRequest, region: Region) -> list[SubjectOut]:
    """All subjects and facts: what tables and columns an assessment takes."""
    del request
    return [_subject(one) for one in library_in(region).vocabulary.subjects]


def _policy(policy: Policy) -> PolicyOut:
    return PolicyOut(
        number=policy.code,
        title=policy.title,
        region=policy.region,
        issuer=policy.issuer,
        since=policy.term.start,
        until=policy.term.end,
        measures=[measure.code for measure in policy.measures],
    )


def _measure(measure: Measure, policy: Policy) -> MeasureOut:
    described = measure.described
    return MeasureOut(
        policy=policy.code,
        code=measure.code,
        title=measure.title,
        articles=articles(measure.cites),
        subject=measure.subject,
        summary=described.summary,
        category=described.category,
        office=described.office,
        prepare=list(described.prepare),
        facts=sorted(f"{subject}.{fact}" for subject, fact in facts_of(measure)),
        sections=[
            SectionOut(
                aspect=section.aspect.value,
                lines=[
                    LineOut(text=line.text, articles=line.articles, because=line.because)
                    for line in section.lines
                ],
            )
            for section in describe(measure, policy)
        ],
    )


def _subject(subject: Subject) -> SubjectOut:
    facts = [_fact(fact) for fact in subject.facts]
    return SubjectOut(
        subject=subject.name, code=subject.code, key=subject.key, note=subject.note, facts=facts
    )


def _fact(fact: Fact) -> FactOut:
    return FactOut(
        fact=fact.name,
        code=fact.code,
        kind=fact.kind.value,
        unit=fact.unit.name if fact.unit else "",
        levels=list(fact.type.levels) if isinstance(fact.type, Label) else [],
        yearly=fact.yearly,
        staged=fact.staged,
        required=fact.required,
        derived=bool(fact.derived),
        source=fact.source,
        note=fact.note,
    )

"""Said up front: tables, columns and lists that are not there, and which measures lack them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from duixian.intake.tables.loading import Loaded
from duixian.intake.workbook.layout import FIRM, YEARLY
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.used_facts import used_facts, used_lists
from duixian.rulebook.policy.model import Measure, Policy

_MOST = 6


def lacking(
    library: Library, measures: set[tuple[str, str]], loaded: Loaded, on: date
) -> list[str]:
    """A sentence for each table, column or list that measures need and the data lack on the day."""
    found: dict[str, dict[str, list[str]]] = {}
    for policy in library.policies:
        for measure in policy.measures:
            if measure.name in measures:
                for thing in dict.fromkeys(_lacked(library, policy, measure, loaded, on)):
                    found.setdefault(thing, {}).setdefault(policy.code, []).append(measure.code)
    said = " 要用到，得不出的结论记为缺资料"
    return [f"{thing}：{_named(names)}{said}" for thing, names in found.items()]


def _lacked(
    library: Library, policy: Policy, measure: Measure, loaded: Loaded, on: date
) -> Iterator[str]:
    held = loaded.held
    alone = replace(library, policies=(replace(policy, measures=(measure,)),))
    if measure.subject not in held:
        yield f"没有「{measure.subject}」表"
    for subject_name, title in sorted(used_facts(alone)):
        subject = library.vocabulary.subject(subject_name)
        fact = subject.fact(title) if subject else None
        if fact is None or fact.derived or _identifies(title, subject_name, library):
            continue
        table = YEARLY if fact.yearly else subject_name
        if table not in held:
            yield f"没有「{table}」表"
        elif title not in held[table]:
            yield f"「{table}」表没有「{title}」列"
    for name in sorted(used_lists(alone)):
        read = loaded.lists.get(name)
        if read is None:
            yield f"没有取得名单「{name}」"
        elif read > on:
            yield f"名单「{name}」{read} 才读取，{on} 还看不到"


def _identifies(title: str, subject_name: str, library: Library) -> bool:
    """Keys, dates and firms must be there wherever the table is."""
    subject = library.vocabulary.subject(subject_name)
    identity = {subject.key, subject.date, subject.firm} if subject else set()
    return title in identity and subject_name != FIRM


def _named(codes: Mapping[str, list[str]]) -> str:
    """`示发1号 1、2、3 等 5 条；示发2号 1`, policy after policy."""
    return "；".join(
        f"{policy} {'、'.join(known[:_MOST])}" + f" 等 {len(known)} 条" * (len(known) > _MOST)
        for policy, known in codes.items()
    )

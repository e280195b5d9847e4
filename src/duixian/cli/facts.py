"""`duixian facts`: the vocabulary, subject by subject."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from duixian.cli.console import output, plain_table
from duixian.cli.help import ChineseCommand
from duixian.cli.inputs import library_or_stop
from duixian.cli.parameters import json_option, library_option
from duixian.cli.stop import ExitCode, StopError
from duixian.cli.usage import nearest
from duixian.rulebook.expression.types import Label
from duixian.rulebook.vocabulary.model import Fact, Subject, Vocabulary


@click.command(cls=ChineseCommand)
@click.argument(
    "word",
    required=False,
    metavar="[对象或词]",
    help="只列一个对象（企业、项目 …），或名称、等级、说明里有这个词的事实（贴息、单项冠军 …）。",
)
@library_option
@json_option
def command(word: str | None, library_paths: tuple[Path, ...], *, as_json: bool) -> None:
    """列出词汇表：每个对象有哪些事实，单位、等级、通常取自哪里。"""
    vocabulary = library_or_stop(library_paths).vocabulary
    subjects = _named(vocabulary, word) if word else vocabulary.subjects
    if as_json:
        data = [_data(one) for one in subjects]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for one in subjects:
        table = plain_table("事实", "英文", "种类", "单位或等级", "取自", "说明", title=_title(one))
        for fact in one.facts:
            table.add_row(fact.name, fact.code, _kind(fact), _values(fact), fact.source, fact.note)
        output().print(table)


def _named(vocabulary: Vocabulary, word: str) -> tuple[Subject, ...]:
    """The subject of that name, else every subject with its facts that mention the word."""
    for subject in vocabulary.subjects:
        if word in {subject.name, subject.code}:
            return (subject,)
    found = tuple(
        replace(subject, facts=facts)
        for subject in vocabulary.subjects
        if (facts := tuple(fact for fact in subject.facts if _mentions(fact, word)))
    )
    if found:
        return found
    names = [subject.name for subject in vocabulary.subjects]
    advice = nearest(word, names) or f"对象有 {'、'.join(names)}"
    raise StopError(f"词汇表没有对象「{word}」，也没有提到它的事实", ExitCode.USAGE, advice)


def _mentions(fact: Fact, word: str) -> bool:
    levels = fact.type.levels if isinstance(fact.type, Label) else ()
    return any(word in text for text in (fact.name, fact.note, *levels))


def _title(subject: Subject) -> str:
    return f"{subject.name}（{subject.code}）{subject.note}"


def _kind(fact: Fact) -> str:
    marks = [
        ("分年", fact.yearly),
        ("申报核定验收", fact.staged),
        (fact.tax, bool(fact.tax)),
        ("必填", fact.required),
        ("敏感", fact.sensitive),
        ("推算", bool(fact.derived)),
    ]
    return "、".join([fact.kind.value, *(mark for mark, is_set in marks if is_set)])


def _values(fact: Fact) -> str:
    if fact.unit is not None:
        return fact.unit.name
    return "、".join(fact.type.levels) if isinstance(fact.type, Label) else ""


def _data(subject: Subject) -> dict[str, Any]:
    return {
        "subject": subject.name,
        "code": subject.code,
        "key": subject.key,
        "date": subject.date,
        "firm": subject.firm,
        "note": subject.note,
        "facts": [
            {
                "fact": fact.name,
                "code": fact.code,
                "kind": fact.kind.value,
                "unit": fact.unit.name if fact.unit else None,
                "levels": list(fact.type.levels) if isinstance(fact.type, Label) else [],
                "yearly": fact.yearly,
                "staged": fact.staged,
                "tax": fact.tax,
                "required": fact.required,
                "sensitive": fact.sensitive,
                "derived": bool(fact.derived),
                "source": fact.source,
                "note": fact.note,
            }
            for fact in subject.facts
        ],
    }

"""What the audit log tells is read in Chinese: names of columns, states, and every other word."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

import duixian.office
from duixian.office.audit.services.record import Change, Subject, record
from duixian.office.people.enums import Role
from duixian.office.portal.views.audit.words import NAMES, told

OFFICE = Path(duixian.office.__file__).parent
TELLERS = {"Change", "log_reading"}


def test_every_word_that_a_row_can_tell_has_a_chinese_name():
    files = [each for each in OFFICE.rglob("*.py") if "portal" not in each.parts]
    words = {word for file in files for word in _told_in(file)}
    assert {"deputy", "value", "by_mail", "repaired_on", "rating"} <= words
    assert sorted(words - NAMES) == []


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("匹配", Change({"state": "running"}, {"state": "finished"}), ("状态", "运行", "完成")),
        ("更正", Change(after={"state": "rejected"}), ("状态", "", "未采纳")),
        ("消息", Change(after={"read": True}), ("已读", "", "是")),
        ("消息设置", Change(after={"topics": ["granted"]}), ("内容", "", "可以兑现的政策")),
        ("岗位", Change({"role": "officer"}, {"role": "head"}), ("角色", "科室经办", "科室负责人")),
        ("信用记录", Change(after={"effect": "cancel"}), ("影响", "", "取消")),
        ("导入", Change(after={"lease": {"fresh": 2}}), ("租赁", "", "新登记 2")),
        ("别的", Change(after={"anything": "x"}), ("anything", "", "x")),
    ],
)
def test_states_and_choices_are_said_as_their_pages_say_them(actor, kind, change, said):
    with transaction.atomic():
        subject = Subject(kind, "1", "某物", "310112")
        row = told(record(actor(Role.OFFICER), "某事", subject, change))
    assert [(each.name, each.before, each.after) for each in row.changes] == [said]


def _told_in(file: Path) -> Iterator[str]:
    """The keys of what functions tell the log, as far as they are written out."""
    for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef) and _tells(function):
            for each in ast.walk(function):
                keys = each.keys if isinstance(each, ast.Dict) else []
                yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))


def _tells(function: ast.FunctionDef) -> bool:
    called = (each.func for each in ast.walk(function) if isinstance(each, ast.Call))
    names = {each.id for each in called if isinstance(each, ast.Name)}
    return function.name == "_told" or bool(names & TELLERS)

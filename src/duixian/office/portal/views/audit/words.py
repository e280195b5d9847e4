"""A row of the audit log in words: what changed, from what to what."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

from duixian.office.audit.models import Entry
from duixian.office.library.models import Interpretation, PolicyVersion
from duixian.office.matching.models import Run
from duixian.office.notices.enums import Topic
from duixian.office.notices.models import Message, Preference
from duixian.office.people.enums import OrganisationKind, Role, Scope
from duixian.office.people.models import Organisation, Post, Token, User
from duixian.office.registry.enums import Move
from duixian.office.registry.models import (
    Adjustment,
    Correction,
    CreditReading,
    CreditRecord,
    Import,
    ListedName,
    NameList,
)
from duixian.office.registry.sheets import sheets
from duixian.office.self_check.models import Draft

NONE = "（无）"
_FIELDS = {
    "address": "网络地址",
    "announced": "已通知",
    "answers": "回答数",
    "cancel": "要求取消",
    "cases": "例子数",
    "changed": "更新",
    "changes": "变更数",
    "complete": "完整读取",
    "deputy": "代理人",
    "digest": "摘要",
    "file": "文件",
    "firm": "企业",
    "firms": "企业数",
    "format": "格式",
    "fresh": "新登记",
    "halted": "须先处理",
    "library": "规则库",
    "made_at": "备份时间",
    "mails": "邮件数",
    "move": "调整",
    "names": "名称数",
    "next_review_on": "下次复核日期",
    "open": "可登录",
    "project_id": "项目编号",
    "rating": "综合评定",
    "recognised_on": "认定日期",
    "read": "已读",
    "ready": "可进入下一步",
    "revoked_tokens": "作废令牌数",
    "role": "角色",
    "rows": "行数",
    "run": "匹配",
    "same": "没有变化",
    "sha256": "摘要",
    "since": "自",
    "status": "状态",
    "title": "标题",
    "uid": "统一身份",
    "value": "值",
    "version": "版本",
    "valid_until": "有效期至",
    "what": "内容",
}
"""What log rows tell that is no column of the thing they are about."""
_MODELS: dict[str, type[Model]] = {
    "体检草稿": Draft,
    "信用来源读取": CreditReading,
    "信用记录": CreditRecord,
    "公示名单": NameList,
    "公示名单上的名称": ListedName,
    "匹配": Run,
    "单位": Organisation,
    "导入": Import,
    "岗位": Post,
    "接口令牌": Token,
    "政策规则版本": PolicyVersion,
    "数据库年度调整": Adjustment,
    "更正": Correction,
    "消息": Message,
    "消息设置": Preference,
    "用户": User,
    "解释口径": Interpretation,
}
"""What is kept of a kind of thing: its columns have names, and names for their values."""
_LISTS = {"topics": Topic, "scopes": Scope, "role": Role, "kind": OrganisationKind, "move": Move}


def _columns(model: type[Model]) -> dict[str, Field[Any, Any]]:
    return {each.name: each for each in model._meta.concrete_fields}  # noqa: SLF001 - its public name


NAMES = frozenset(_FIELDS).union(*map(_columns, _MODELS.values()))
"""Every word that is told in Chinese."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of a change; `before` is empty where nothing was there or it was only told."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the log as it is read; `role` in words, empty for the site itself."""

    entry: Entry
    role: str
    changes: Sequence[Changed]


def told(entry: Entry) -> Told:
    """The row in words; a field without a Chinese name is shown as it is kept."""
    before, after = json.loads(entry.before), json.loads(entry.after)
    names = dict.fromkeys([*before, *after])
    kind = entry.subject_kind
    changes = [
        Changed(_name(kind, name), _text(kind, name, before), _text(kind, name, after))
        for name in names
    ]
    role = str(Role(entry.role).label) if entry.role in Role.values else entry.role
    return Told(entry, role, changes)


def _text(kind: str, name: str, values: dict[str, Any]) -> str:
    return _said(kind, name, values[name]) if name in values else ""


def _said(kind: str, name: str, value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case None | "" | []:
            return NONE
        case list():
            return "、".join(_said(kind, name, each) for each in value)
        case dict():
            pairs = (f"{_name(kind, key)} {_said(kind, key, each)}" for key, each in value.items())
            return "，".join(pairs)
        case _:
            return _choice(kind, name, str(value))


def _name(kind: str, name: str) -> str:
    column, sheet = _column(kind, name), sheets().get(name)
    known = _FIELDS.get(name) or (sheet and sheet.name)
    return known or (str(column.verbose_name) if column else name)


def _choice(kind: str, name: str, value: str) -> str:
    column = _column(kind, name)
    choices = dict(column.flatchoices) if column else {}
    listed = _LISTS.get(name)
    if value in choices:
        return str(choices[value])
    return str(listed(value).label) if listed and value in listed.values else value


def _column(kind: str, name: str) -> Field[Any, Any] | None:
    model = _MODELS.get(kind)
    return _columns(model).get(name) if model else None

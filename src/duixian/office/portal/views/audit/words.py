"""A row of the audit log in words: what changed, from what to what."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from duixian.office.audit.models import Entry
from duixian.office.people.enums import OrganisationKind, Role

NONE = "（无）"
_FIELDS = {
    "address": "网络地址",
    "announced": "已通知",
    "answer": "答复",
    "answers": "回答数",
    "cases": "案例数",
    "changed": "更新",
    "changes": "变更数",
    "code": "代码",
    "deputy": "代理人",
    "digest": "摘要",
    "file": "文件",
    "firm": "企业",
    "format": "格式",
    "kind": "类别",
    "library": "规则库",
    "mails": "邮件数",
    "name": "名称",
    "on": "适用日",
    "open": "可登录",
    "policies": "政策",
    "repaired_by": "修复依据",
    "repaired_on": "修复日期",
    "role": "角色",
    "rows": "行数",
    "run": "匹配",
    "scopes": "范围",
    "since": "自",
    "state": "状态",
    "status": "状态",
    "title": "标题",
    "uid": "统一身份",
    "until": "至",
    "username": "登录名",
    "version": "版本",
    "what": "内容",
    "withdrawn": "撤回",
    "year": "年度",
}
_VALUES = {
    "role": {each.value: str(each.label) for each in Role},
    "kind": {each.value: str(each.label) for each in OrganisationKind},
}


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
    changes = [
        Changed(_FIELDS.get(name, name), _text(name, before), _text(name, after)) for name in names
    ]
    role = str(Role(entry.role).label) if entry.role in Role.values else entry.role
    return Told(entry, role, changes)


def _text(name: str, values: dict[str, Any]) -> str:
    if name not in values:
        return ""
    return _said(name, values[name])


def _said(name: str, value: object) -> str:
    match value:
        case True | False:
            return "是" if value else "否"
        case None | "" | []:
            return NONE
        case list():
            return "、".join(_said(name, each) for each in value)
        case dict():
            pairs = (f"{_FIELDS.get(key, key)} {_said(key, each)}" for key, each in value.items())
            return "，".join(pairs)
        case _:
            return _VALUES.get(name, {}).get(str(value), str(value))

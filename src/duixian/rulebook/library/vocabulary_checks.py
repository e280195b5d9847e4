"""What must hold of a whole vocabulary: unique codes, readable names, rows that are identified."""

import re
from collections.abc import Iterable

from duixian.rulebook.language.tokens import KEYWORDS
from duixian.rulebook.library.vocabulary_file import FIRM, Draft
from duixian.rulebook.problems import Place
from duixian.rulebook.vocabulary.model import FactKind, Subject

_YEAR_WORD = re.compile(r"(当年|本年|上年|前年|(近|此前)[0-9一二两三四五六七八九十]+年).*")
_NAME = re.compile(r"[^\W\d_]\w*")
_MOMENTS = frozenset({"评估日", "事项日期", "支持年度", "自然年度", "受益人", "本行", "明细"})


def check_vocabulary(draft: Draft) -> None:
    """Add the problems of the vocabulary as a whole to those of its files."""
    subjects = tuple(draft.subjects.values())
    if FIRM not in draft.subjects and not draft.problems:
        draft.refuse("subject-missing", Place("facts.yaml"), "", f"没有声明主体「{FIRM}」")
    _check_codes(draft, "", ((subject.code, subject.name) for subject in subjects))
    for subject in subjects:
        _check_name(draft, subject.name, subject.name)
        _check_codes(draft, f"{subject.name}.", ((fact.code, fact.name) for fact in subject.facts))
        for fact in subject.facts:
            _check_name(draft, fact.name, f"{subject.name}.{fact.name}")
        _check_row(draft, subject)


def _check_codes(draft: Draft, prefix: str, pairs: Iterable[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for code, name in pairs:
        if code in seen:
            place = draft.places[prefix + name]
            draft.refuse("duplicate-code", place, code, f"「{seen[code]}」和「{name}」同用这个标识")
        seen[code] = name


def _check_name(draft: Draft, name: str, place: str) -> None:
    if name in KEYWORDS or name in _MOMENTS:
        says = "是式子里的词，不能作名称", "", f"换一个名称，如 {name}情况"
        draft.refuse("name-reserved", draft.places[place], name, *says)
    elif _YEAR_WORD.fullmatch(name):
        says = (
            "以年度词开头，不能作名称",
            "上年、近3年等在式子里指年度",
            "去掉年度词，写 yearly: 是",
        )
        draft.refuse("name-with-year", draft.places[place], name, *says)
    elif not _NAME.fullmatch(name):
        says = "不是名称", "名称由文字、数字和下划线组成，以文字开头", "改名"
        draft.refuse("name-unreadable", draft.places[place], name, *says)


def _check_row(draft: Draft, subject: Subject) -> None:
    wanted = (
        ("key", subject.key, frozenset({FactKind.CODE, FactKind.TEXT})),
        ("date", subject.date, frozenset({FactKind.DATE})),
        ("firm", subject.firm, frozenset({FactKind.REFERENCE})),
    )
    for key, name, kinds in wanted:
        place = draft.places[f"{subject.name}/{key}"]
        of_rows = key != "key" and subject.name != FIRM
        if not name:
            if of_rows:
                draft.refuse("row-unidentified", place, subject.name, f"没有写 {key}")
            continue
        fact = subject.fact(name)
        if fact is None or fact.kind not in kinds:
            words = "、".join(kind.value for kind in kinds)
            draft.refuse("row-unidentified", place, name, f"{key} 应是本主体的事实，种类为{words}")
        if key != "key" and subject.name == FIRM:
            draft.refuse("row-unidentified", place, name, f"{FIRM}没有 {key}", "", "删去")

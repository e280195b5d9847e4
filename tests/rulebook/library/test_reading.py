"""A library is read from texts: order, reference data, links between documents, version."""

import time
from pathlib import Path

from duixian.rulebook.library.check import check_library
from duixian.rulebook.library.model import Library
from duixian.rulebook.library.reading import read_library
from tests.rulebook.policy.example import FACTS, POLICY

LIBRARY = """\
policies: [second, first]
catalogues:
  重点领域:
    source: 示例
    editions:
      - from: 2020-01-01
        entries: [甲, 乙]
  未取得的目录:
    source: 尚未取得
series:
  LPR一年期:
    unit: "%"
    source: 示例
    values:
      - from: 2021-12-20
        is: 3.8 %
      - from: 2022-01-20
        is: 3.7 %
"""
STUB = POLICY.partition("law_day")[0].replace("〔2024〕1号", "〔2019〕1号") + "source: 存目\n"
OTHER = POLICY.replace("示经发〔2024〕1号", "示经发〔2024〕2号")
FILES = {
    "facts.yaml": FACTS,
    "library.yaml": LIBRARY,
    "first/policy.yaml": POLICY,
    "second/policy.yaml": OTHER,
}
SHIPPED = Path(__file__).resolve().parents[3] / "src" / "duixian" / "library"


def library(**changed: str) -> Library:
    found, problems = read_library(files(**changed))
    assert found is not None, [problem.sentence for problem in problems]
    return found


def files(**changed: str) -> dict[str, str]:
    names = {name.partition(".")[0].partition("/")[0]: name for name in FILES}
    return FILES | {names[key]: text for key, text in changed.items()}


def codes(**changed: str) -> set[str]:
    found, problems = read_library(files(**changed))
    assert found is None
    return {problem.code for problem in problems}


def test_policies_stand_in_the_order_of_the_library_file() -> None:
    assert [policy.code[-2] for policy in library().policies] == ["2", "1"]


def test_policies_nobody_lists_follow_by_name() -> None:
    assert [p.code[-2] for p in library(library="policies: [second]\n").policies] == ["2", "1"]


def test_the_version_changes_with_any_text_and_with_nothing_else() -> None:
    version = library().version
    assert library().version == version
    assert library(first=POLICY + "\n# 注\n").version != version
    again, _ = read_library(dict(reversed(FILES.items())) | {"first/cases.yaml": "cases: []"})
    assert again is not None
    assert again.version == version


def test_a_catalogue_without_editions_has_not_been_obtained() -> None:
    obtained, missing = library().catalogues
    assert obtained.editions[0][1] == ("甲", "乙")
    assert missing.editions == ()


def test_a_series_is_kept_as_exact_rates() -> None:
    (series,) = library().series
    assert [(day.isoformat(), str(value * 1000)) for day, value in series.values] == [
        ("2021-12-20", "38"),
        ("2022-01-20", "37"),
    ]


def test_a_catalogue_nobody_declares_is_an_error() -> None:
    text = POLICY.replace("when: 类型 = 智能工厂", "when: 类型 属于 目录(重点产业)")
    assert "catalogue-unknown" in codes(first=text)


def test_what_the_library_file_gets_wrong_is_told() -> None:
    assert codes(library="policies: [third]\n") == {"policy-missing"}
    assert codes(library="policies: [first, first]\n") == {"duplicate-name"}
    assert codes(library=LIBRARY.replace("2022-01-20", "2021-12-20")) == {"dates-disordered"}
    assert codes(library=LIBRARY.replace("3.8 %", "3.8 元")) == {"number-malformed"}


def test_two_files_of_one_policy_are_refused() -> None:
    assert codes(second=POLICY) == {"duplicate-policy"}


def test_measures_of_other_documents_must_exist() -> None:
    for other, code in (
        ("「示经发〔2024〕2号 9」", "measure-unknown"),
        ("「示经发〔2019〕1号 2」", "policy-unknown"),
    ):
        assert codes(first=POLICY.replace("measures: [2]", f"measures: [{other}]")) == {code}
    known = POLICY.replace("measures: [2]", "measures: [「示经发〔2024〕2号 2」]")
    assert library(first=known)


def test_a_replaced_document_must_exist_at_least_as_a_stub() -> None:
    succeeds = "succeeds:\n  - policy: 示经发〔2019〕1号\n    from: 2024-01-01\nscope:"
    text = POLICY.replace("scope:", succeeds)
    assert codes(first=text) == {"policy-unknown"}
    found, _ = read_library(files(first=text) | {"stub/policy.yaml": STUB})
    assert found is not None


def test_a_broken_vocabulary_is_told_alone() -> None:
    assert codes(facts=FACTS.replace("unit: 万元, yearly: 是", "yearly: 是")) == {"unit-missing"}


def test_warnings_name_overlaps_dead_measures_and_idle_facts() -> None:
    text = POLICY.replace("when: 类型 = 智能工厂", "when: 首次 且 产值 > 1 元 且 产值 < 1 元")
    found = check_library(library(first=text))
    told = {(p.code, p.found) for p in found if p.place.file.startswith(("first", "facts"))}
    assert told >= {("never-applies", "2"), ("fact-unused", "企业")}
    assert ("our-reading", "exclusive 同一项目") in told
    assert not [p for p in found if p.code == "limits-overlap"]


FOURTH = """\
  - code: 4
    title: 投入奖励
    cites: [第四条 7e8f9aab]
    for: 项目
    when:
      - 总投入 ≥ 1 亿元
      - 产值 ≥ 1 亿元
    grant: 1 万元
"""
FIRST = "  - code: 1"
READING = """\
readings:
  - about: 1、4 兼得，3、4 兼得
    because: 附则写明可以兼得。
measures:
"""


def overlaps(text: str) -> list[tuple[str, str]]:
    found = check_library(library(first=text, second=STUB))
    return [(p.found, p.what) for p in found if p.code == "measures-overlap"]


def test_measures_that_pay_by_the_same_fact_are_warned_of_together() -> None:
    ((code, what),) = overlaps(POLICY + FOURTH)
    assert code == "4"
    assert what.startswith("与 1、3 ")
    apart = FOURTH.replace("      - 总投入 ≥ 1 亿元\n", "")
    assert [what.partition(" 可")[0] for _, what in overlaps(POLICY + apart)] == ["与 3"]
    assert not overlaps((POLICY + FOURTH).replace("measures:\n  - code: 1", READING + FIRST))


def test_limits_that_share_a_measure_and_are_not_nested_are_warned_of() -> None:
    text = POLICY.replace("        inside: 年度总额\n", "")
    text = text.replace("    may:\n", "    class: 投资类\n    may:\n")
    (problem,) = [p for p in check_library(library(first=text)) if p.code == "limits-overlap"]
    assert problem.place.file == "first/policy.yaml"
    answered = READING.replace("1、4 兼得，3、4 兼得", f"年度总额、{problem.found} 各自适用")
    text = text.replace("measures:\n  - code: 1", answered + FIRST)
    assert not [p for p in check_library(library(first=text)) if p.code == "limits-overlap"]


def shipped() -> dict[str, str]:
    return {
        str(file.relative_to(SHIPPED)): file.read_text(encoding="utf-8")
        for file in SHIPPED.rglob("*.yaml")
    }


def test_the_shipped_library_is_read_without_errors_and_quickly() -> None:
    texts = shipped()
    start = time.process_time()
    found, problems = read_library(texts)
    assert time.process_time() - start < 2  # half a second alone on one core; machines differ
    assert found is not None, [problem.sentence for problem in problems]

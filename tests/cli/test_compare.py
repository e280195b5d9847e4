"""`duixian compare`: what a reform costs and whom it moves, on an example worked out by hand."""

import csv
import json
import re
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.cli.conftest import Ended, Run
from tests.intake.books import code

FACTS = """\
subjects:
  企业:
    code: enterprise
    key: 统一社会信用代码
    counted_in: 家
    facts:
      统一社会信用代码:
        code: unified_social_credit_code
        kind: 编号
        required: 是
        source: 登记
      名称:
        code: name
        kind: 文本
        source: 登记
      街镇:
        code: town
        kind: 文本
        source: 登记
      从业人数:
        code: employees
        kind: 数量
        unit: 人
        source: 年报
      资产总额:
        code: total_assets
        kind: 金额
        unit: 万元
        source: 年报
      重点:
        code: is_key
        kind: 是否
        source: 名单
        note: 人数过百即是
        derived:
          - from: 2011-01-01
            is: 从业人数 ≥ 100 人
            cites: 示例
"""
POLICY = """\
policy: 示发〔2024〕1号
title: 示例
region: 310112
in_force:
  from: 2024-01-01
law_day: 事项日
measures:
  - code: 1
    title: 资产补贴
    cites: [第一条 4e5f6a7b]
    for: 企业
    when:
      - 从业人数 ≥ 30 人
    grant: 10% × 资产总额
    cap: 100 万元
  - code: 2
    title: 规模奖励
    cites: [第二条 4e5f6a7c]
    for: 企业
    when:
      - 从业人数 ≥ 100 人
    needs: [评审]
    grant: 20 万元
"""
# Names, employees, assets in 万元, town. 甲 gets 50 万元; 乙 100 (capped) and up to 20 after a
# review; 丙 is one employee short; of 丁 nobody knows how many it employs; 戊 gets 100 (capped).
FIRMS = (
    ("甲", "30", "500", "东镇"),
    ("乙", "120", "2000", "东镇"),
    ("丙", "29", "100", "西镇"),
    ("丁", "", "3000", "西镇"),
    ("戊", "50", "1200", ""),
)
WAN = 1_000_000
"""Fen in 万元."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compare")


@pytest.fixture(scope="module")
def policy(place: Path) -> Path:
    return write_policy(place / "现行", POLICY)


@pytest.fixture(scope="module")
def data(place: Path) -> Path:
    folder = place / "数据"
    folder.mkdir()
    with (folder / "企业.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["统一社会信用代码", "名称", "从业人数（人）", "资产总额（万元）", "街镇"])
        rows.writerows((code(place), *firm) for place, firm in enumerate(FIRMS, 1))
    history = "政策文号,措施,受益人（统一社会信用代码）,对象,对象编号,事项日期,决定日期,金额（元）"
    (folder / "奖补历史.csv").write_text(f"{history}\n", encoding="utf-8")
    return folder


def write_policy(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "policy.yaml").write_text(text, encoding="utf-8")
    return folder


class Comparing:
    """Runs comparisons into folders of their own."""

    def __init__(self, run: Run, data: Path, folder: Path) -> None:
        self.run, self.data, self.folder, self.count = run, data, folder, 0
        self.ended = cache(self.undrawn)

    def drawn(self, *arguments: object) -> tuple[Ended, Path]:
        """A run of its own, even of what was compared before."""
        self.count += 1
        out = self.folder / f"结果{self.count}"
        ended = self.run(
            "compare", *arguments, self.data, "--on", "2024-06-30", "--out", out, "--json"
        )
        return ended, out

    def undrawn(self, *arguments: object) -> tuple[Ended, Path]:
        """Without the charts, which take most of the time."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("duixian.paper.reform.page.svg", lambda _: "")
            return self.drawn(*arguments)

    def __call__(self, *arguments: object) -> dict[str, Any]:
        ended, _ = self.ended(*arguments)
        assert ended.code == 0, ended.err
        found: dict[str, Any] = json.loads(ended.out)
        return found


@pytest.fixture(scope="module")
def compare(run: Run, data: Path, place: Path) -> Comparing:
    return Comparing(run, data, place)


def moved(found: dict[str, Any]) -> dict[str, int]:
    names = ("gaining", "losing", "open", "unknown", "entering", "leaving")
    return {name: found["total"][name] for name in names if found["total"][name]}


def test_a_higher_cap_costs_what_the_capped_firms_gain(compare: Comparing, policy: Path) -> None:
    found = compare(policy, "--set", "1 cap=150 万元")
    total = found["total"]
    assert total["base"]["cost"] == {"low": 250 * WAN, "high": 270 * WAN}
    assert total["reform"]["cost"] == {"low": 320 * WAN, "high": 340 * WAN}
    assert total["difference"] == {"low": 70 * WAN, "high": 70 * WAN}
    assert moved(found) == {"gaining": 2, "unknown": 1}
    assert [(one["name"], one["difference"]["low"]) for one in found["gaining"]] == [
        ("乙", 50 * WAN),
        ("戊", 20 * WAN),
    ]


def test_a_lower_cap_takes_from_the_capped_firms_only(compare: Comparing, policy: Path) -> None:
    found = compare(policy, "--set", "1 cap=80 万元")
    assert found["total"]["lost"] == {"low": 40 * WAN, "high": 40 * WAN}
    assert moved(found) == {"losing": 2, "unknown": 1}


def test_a_lower_threshold_lets_in_who_was_one_short(compare: Comparing, policy: Path) -> None:
    found = compare(policy, "--set", "1 when.从业人数=29 人")
    assert found["total"]["gained"] == {"low": 10 * WAN, "high": 10 * WAN}
    assert moved(found) == {"gaining": 1, "entering": 1, "unknown": 1}


def test_a_higher_threshold_leaves_out_who_just_reached_it(
    compare: Comparing, policy: Path
) -> None:
    found = compare(policy, "--set", "1 when.从业人数=31 人")
    assert found["total"]["lost"] == {"low": 50 * WAN, "high": 50 * WAN}
    assert moved(found) == {"losing": 1, "leaving": 1, "unknown": 1}


def test_a_reform_of_what_awaits_a_review_moves_the_high_end_only(
    compare: Comparing, policy: Path
) -> None:
    found = compare(policy, "--set", "2 grant=30 万元")
    assert found["total"]["difference"] == {"low": 0, "high": 10 * WAN}
    assert moved(found) == {"gaining": 1, "unknown": 1}


def test_a_firm_of_which_too_little_is_known_neither_gains_nor_loses(
    compare: Comparing, policy: Path
) -> None:
    found = compare(policy, "--set", "1 rate=20%")
    west = next(one for one in found["groups"]["街镇"] if one["name"] == "西镇")
    assert (west["unknown"], west["gaining"], west["reform"]["cost"]["high"]) == (1, 0, 0)
    assert west["base"]["unknown_rows"] == 2
    assert found["groups"]["街镇"][-1]["name"] == "不明"


def test_a_policy_compared_with_itself_differs_nowhere(compare: Comparing, policy: Path) -> None:
    ended, out = compare.ended(policy, policy)
    found = json.loads(ended.out)
    assert moved(found) == {}
    assert found["changes"] == []
    assert found["total"]["base"] == found["total"]["reform"]
    assert duckdb.connect().read_parquet(f"{out}/差异.parquet").fetchall() == []


def test_the_versions_exchanged_exchange_who_gains_and_who_loses(
    compare: Comparing, policy: Path, tmp_path: Path
) -> None:
    reform = write_policy(tmp_path / "方案", POLICY.replace("cap: 100", "cap: 90"))
    there, back = compare(policy, reform), compare(reform, policy)
    assert moved(there) == {"losing": 2, "unknown": 1}
    assert moved(back) == {"gaining": 2, "unknown": 1}
    assert there["total"]["lost"] == back["total"]["gained"]
    assert there["total"]["base"] == back["total"]["reform"]


def test_changes_on_the_line_are_the_changes_in_the_file(
    compare: Comparing, policy: Path, tmp_path: Path
) -> None:
    changes = {
        "1 cap=150 万元": ("cap: 100 万元", "cap: 150 万元"),
        "资产补贴 rate=12.5%": ("10% ×", "12.5% ×"),
        "示发〔2024〕1号 1 when.1=从业人数 > 30 人": ("从业人数 ≥ 30 人", "从业人数 > 30 人"),
        "1号 2 when.从业人数=50 人": ("从业人数 ≥ 100 人", "从业人数 ≥ 50 人"),
        "1 floor=60 万元": ("cap: 150 万元", "cap: 150 万元\n    floor: 60 万元"),
    }
    text = POLICY
    for edit in changes.values():
        assert edit[0] in text
        text = text.replace(*edit)
    by_line = compare(policy, *(part for change in changes for part in ("--set", change)))
    by_file = compare(policy, write_policy(tmp_path / "方案", text))
    told = "".join(by_line["changes"])
    for piece in ("150 万元", "12.5%", "超过 30 人", "不低于 50 人", "不低于 60 万元"):
        assert piece in told
    same = ("total", "measures", "groups", "gaining", "losing", "changes")
    assert [by_line[key] for key in same] == [by_file[key] for key in same]


def test_everything_wrong_with_the_changes_is_told_at_once_and_nothing_is_written(
    compare: Comparing, policy: Path
) -> None:
    wrong = ("1 cap=十万", "9 cap=1 万元", "1 standard=最高", "1 when.利润=1 元", "2 rate=5%")
    ended, out = compare.ended(policy, *(part for one in wrong for part in ("--set", one)))
    assert ended.code == 1
    assert all(f"--set {one}" in ended.err for one in wrong)
    assert "Traceback" not in ended.err
    assert not out.exists()


def test_one_place_is_changed_once_by_whatever_name(compare: Comparing, policy: Path) -> None:
    title = POLICY.split("code: 1\n")[1].split("title: ")[1].splitlines()[0]
    changes = ("1 cap=1 万元", f"{title} cap=2 万元")
    ended, out = compare.ended(policy, *(part for one in changes for part in ("--set", one)))
    assert (ended.code, out.exists()) == (1, False)
    assert "与「1 cap=1 万元」改的是同一处" in ended.err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 rate=12%", "1 grant=10 万元"),
        ("资产补贴 grant=20% × 资产总额", "1 rate=12%"),
        ("1 when.从业人数=20 人", "1 when.1=从业人数 ≥ 50 人"),
    ],
)
def test_two_names_of_one_value_are_one_place(
    compare: Comparing, policy: Path, one: str, other: str
) -> None:
    ended, out = compare.ended(policy, "--set", one, "--set", other)
    assert (ended.code, out.exists()) == (1, False)
    assert f"与「{one}」改的是同一处" in ended.err


def test_what_is_wrong_with_a_change_is_said_once(compare: Comparing, policy: Path) -> None:
    ended, _ = compare.ended(policy, "--set", "1 grant='10 万元'")
    assert ended.code == 1
    assert ended.err.count("不是式子里的符号") == 1
    assert "不加引号" in ended.err


def test_a_reform_and_changes_together_are_refused(compare: Comparing, policy: Path) -> None:
    ended, _ = compare.ended(policy, policy, "--set", "1 cap=1 万元")
    assert (ended.code, "二者取一" in ended.err) == (2, True)


def test_on_a_telephone_the_charts_are_drawn_narrower(compare: Comparing, policy: Path) -> None:
    _, out = compare.drawn(policy, "--set", "1 cap=150 万元")
    page = (out / "对比报告.html").read_text(encoding="utf-8")
    figures = re.findall(r"<figure.*?</figure>", page)
    assert figures
    for figure in figures:
        drawn = [b64decode(each).decode() for each in re.findall(r'base64,([^"]+)', figure)]
        narrow, wide = (float(re.findall(r'<svg[^>]*? width="(.+?)"', each)[0]) for each in drawn)
        assert narrow < 330 < wide
        assert figure.index("(max-width: 40rem)") < figure.index("<img")


def test_the_same_inputs_give_the_same_bytes_and_a_page_without_scripts(
    compare: Comparing, policy: Path
) -> None:
    change = ("--set", "1 cap=150 万元")
    (_, one), (_, two) = compare.drawn(policy, *change), compare.drawn(policy, *change)
    files = sorted(file.name for file in one.iterdir())
    assert files == ["run.json", "summary.json", "对比报告.html", "对比表.xlsx", "差异.parquet"]
    for file in files:
        assert (one / file).read_bytes() == (two / file).read_bytes()
    page = (one / "对比报告.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_file_of_differences_holds_the_rows_that_moved(
    compare: Comparing, policy: Path
) -> None:
    _, out = compare.ended(policy, "--set", "1 when.从业人数=29 人")
    columns = "firm_name", "base_verdict", "reform_verdict", "reform_low", "firm_outcome"
    found = duckdb.connect().read_parquet(f"{out}/差异.parquet").project(", ".join(columns))
    assert found.fetchall() == [("丙", None, "granted", 10 * WAN, "gaining")]

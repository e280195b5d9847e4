"""An invented district holds what the tables of the fund's year count, whatever the seed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from duixian.intake.credit_code import complaint
from duixian.intake.library_folder import load_library
from duixian.intake.synthetic.plan import district
from duixian.intake.synthetic.writing import Form, write
from duixian.intake.workbook.reading import read_workbook
from duixian.rulebook.expression.parts import walk
from duixian.rulebook.expression.tree import Compare, FactRef, Quantity
from duixian.rulebook.library.model import Library
from duixian.rulebook.policy.expressions_of import expressions_of
from duixian.rulebook.vocabulary.model import FactKind

FIRMS = 20_000
Line = tuple[str, str, int | None, Fraction]
"""Subject, fact, years back, number."""
Rows = list[tuple[Any, ...]]
OWNER = '"企业（统一社会信用代码）"'


@pytest.fixture(scope="module")
def library() -> Library:
    held, _ = load_library()
    assert held is not None
    return held


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district as large as the tables', of a seed of no meaning."""
    path = tmp_path_factory.mktemp("district")
    write(district(FIRMS, 77, Fraction(0)), library.vocabulary, path, Form.PARQUET)
    return path


def ask(folder: Path, sheet: str, columns: str, where: str = "TRUE") -> Rows:
    query = f"SELECT {columns} FROM '{folder}/{sheet}.parquet' WHERE {where}"  # noqa: S608 - a test's own words
    return duckdb.execute(query).fetchall()


def bytes_of(library: Library, path: Path, form: Form, seed: int) -> Mapping[str, bytes]:
    path.mkdir()
    write(district(100, seed, Fraction(1, 20)), library.vocabulary, path, form)
    return {file.name: file.read_bytes() for file in path.iterdir()}


@pytest.mark.parametrize("form", list(Form))
def test_the_same_seed_writes_the_same_bytes(library: Library, tmp_path: Path, form: Form) -> None:
    first = bytes_of(library, tmp_path / "a", form, 3)
    assert bytes_of(library, tmp_path / "b", form, 3) == first


def test_another_seed_draws_other_figures(library: Library, tmp_path: Path) -> None:
    figures = []
    for seed in (3, 4):
        written = bytes_of(library, tmp_path / str(seed), Form.CSV, seed)["企业年度.csv"]
        figures.append(sorted(row.partition(b",")[2] for row in written.splitlines()))
    assert figures[0] != figures[1]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("类别 = '专精特新' AND 等级 = '区级' AND 首次 AND 状态 = '已认定'", 144),
        ("类别 = '专精特新' AND 等级 = '区级' AND 状态 = '储备'", 120),
        ("类别 = '专精特新' AND 等级 = '市级' AND 首次", 123),
        ("类别 = '专精特新' AND 等级 = '市级' AND 首次 AND 状态 = '已认定'", 112),
        ("类别 = '专精特新' AND 等级 = '国家级'", 30),
        ("类别 = '两化融合'", 20),
    ],
)
def test_as_many_titles_as_in_the_tables(folder: Path, where: str, count: int) -> None:
    assert ask(folder, "认定", f"count(DISTINCT {OWNER})", where) == [(count,)]


def test_projects_of_renewal_number_22_and_have_340_wan_each_on_average(folder: Path) -> None:
    equipment = '"新增设备投资（申报，万元）"'
    counted = f"类型 = '技术改造' AND {equipment} > 201"
    new, accepted = f"{counted} AND 验收日期 IS NULL", f"{counted} AND 验收日期 IS NOT NULL"
    assert ask(folder, "项目", f"count(*), sum({equipment})", new) == [(17, Decimal(17 * 3400))]
    assert ask(folder, "项目", f"count(*), sum({equipment})", accepted) == [(5, Decimal(5 * 3400))]
    assert len(ask(folder, "项目", f"DISTINCT {equipment}", counted)) > 10


def test_tenants_pay_the_rents_of_the_tables(folder: Path) -> None:
    rents = ask(
        folder,
        "租赁",
        'year(起租日期), count(*), sum("年租金（万元）")',
        "载体 = '一体多翼一基地' GROUP BY 1 ORDER BY 1",
    )
    assert rents == [(2020, 16, Decimal("320.4")), (2021, 10, 200), (2022, 10, 200)]


def test_platforms_serve_3200_firms_and_diagnoses_cost_6_wan_on_average(folder: Path) -> None:
    assert ask(folder, "上云服务", 'count(*), sum("完成企业数（家）")') == [(5, 3200)]
    assert ask(folder, "诊断报告", "count(*)", "接纳实施") == [(50,)]
    assert ask(folder, "诊断报告", "count(*)", "NOT 接纳实施") == [(50,)]


def test_every_firm_is_there_once_with_a_sound_code_of_no_place(folder: Path) -> None:
    codes = [code for (code,) in ask(folder, "企业", "统一社会信用代码")]
    assert len(set(codes)) == FIRMS
    assert not [code for code in codes if complaint(code)]
    assert {code[2:8] for code in codes} == {"990000"}
    assert ask(folder, "企业", "count(*)", "名称 NOT LIKE '示例%'") == [(0,)]


def test_every_row_belongs_to_a_firm_of_the_district_and_has_a_key_of_its_own(
    library: Library, folder: Path
) -> None:
    keys = []
    known = f"(SELECT 统一社会信用代码 FROM '{folder}/企业.parquet')"  # noqa: S608 - a test's own
    for subject in library.vocabulary.subjects:
        if subject.firm:
            strangers = ask(folder, subject.name, "count(*)", f"{OWNER} NOT IN {known}")
            assert strangers == [(0,)]
            keys += ask(folder, subject.name, subject.key)
    assert len(set(keys)) == len(keys) > FIRMS


def lines(library: Library) -> Iterator[Line]:
    """Every number that a fact is compared with under the policies of 闵行."""
    for policy in library.policies:
        if policy.region != "310112":
            continue
        for measure in policy.measures:
            for each in expressions_of(measure):
                for part in walk(each):
                    match part:
                        case Compare(_, FactRef(_, subject, fact, back), Quantity(value)) if value:
                            yield subject, fact, back, value


def test_values_stand_on_and_beside_every_line_of_the_conditions(
    library: Library, folder: Path
) -> None:
    found = set(lines(library))
    assert len(found) > 8
    assert not [line for line in found if not is_planted(library, folder, line)]


def is_planted(library: Library, folder: Path, line: Line) -> bool:
    subject, name, back, number = line
    held = library.vocabulary.subject(subject)
    fact = held.fact(name) if held else None
    assert fact is not None
    assert fact.unit is not None
    inside = f"申报，{fact.unit.name}" if fact.staged else fact.unit.name
    step = Decimal("0.000001") if fact.kind is FactKind.MONEY else Decimal(1)
    written = Decimal((number / fact.unit.scale).numerator)
    sheet, column = subject if back is None else "企业年度", f'"{name}（{inside}）"'
    near = ask(folder, sheet, f"DISTINCT {column}", f"abs({column} - {written}) <= {step}")
    return {value - written for (value,) in near} == {-step, 0, step}


def test_the_share_of_missing_facts_is_the_one_asked_for(library: Library, tmp_path: Path) -> None:
    write(district(FIRMS, 5, Fraction(1, 20)), library.vocabulary, tmp_path, Form.PARQUET)
    [(blank, known)] = ask(tmp_path, "企业", "count(*) - count(独立法人), count(*)")
    assert 900 < blank < 1100
    assert known == FIRMS
    [(blank,)] = ask(tmp_path, "企业年度", 'count(*) - count("营业收入（万元）")')
    assert 3700 < blank < 4300
    assert ask(tmp_path, "认定", "count(*)", "编号 IS NULL OR 认定日期 IS NULL") == [(0,)]


def test_a_workbook_of_it_is_read_without_one_rejected_cell(
    library: Library, tmp_path: Path
) -> None:
    write(district(60, 2, Fraction(1, 10)), library.vocabulary, tmp_path, Form.WORKBOOK)
    register, problems = read_workbook(tmp_path / "企业数据.xlsx", library.vocabulary)
    assert not problems
    assert register is not None
    assert len(register.codes) == 60
    assert register.has_history

"""The database refuses the same cells as the reader of workbooks, and reads the same values."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from duixian.intake.tables.loading import Loader
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.reading import read_workbook
from duixian.population.schema import relations
from duixian.population.store import connect
from duixian.rulebook.library.model import Library
from duixian.rulebook.problems import Severity
from tests.intake.books import FIRM_HEADER, LEASE_HEADER, VOCABULARY, code, write_book
from tests.intake.tables.files import as_csv, sheets_of

LIBRARY = Library(VOCABULARY, ())
WRONG_DIGIT = code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1")
CODES = [*map(code, range(1, 5)), WRONG_DIGIT, "个人0001", "个人 1", "9199", f" {code(1).lower()}"]
NUMBERS = ["0", "1", "-1", "600", "1,200.5", "1,20", "1.5 万元", "１２", "0.000001", "0.0000001"]
NUMBERS += ["1e3", "八百", "未知", "", " ", "1000000000", "100000000"]
NUMBERS += ["99999999.999999", "+5", "1."]
DAYS = ["2021-01-01", "2021/1/1", "2021年2月3日", "2021-02-30", "1900-01-01", "44000", "未知", ""]
WORDS = {
    "firm": st.sampled_from([*CODES, "", "未知"]),
    "text": st.sampled_from(["示例厂", " 示例厂　", "", "未知", "x" * 2001, "2021", "一\n二"]),
    "day": st.sampled_from(DAYS),
    "level": st.sampled_from(["甲镇", "乙镇", "甲 镇", "丙镇", "", "未知"]),
    "flag": st.sampled_from(["是", "否", "true", "FALSE", "True", "1", "也许", ""]),
    "number": st.sampled_from(NUMBERS) | st.decimals(-10, 10**6, places=3).map(str),
    "area": st.sampled_from(["0", "0.0001", "500 平方米", "5e2", "1 亩", "-1", "大", ""]),
    "rate": st.sampled_from(["15%", "0.15", "1.5", "150%", "15‰", "-5%", "0.123456", "1", "%"]),
    "key": st.sampled_from(["L1", "L2", "L3", "", "未知"]),
    "year": st.sampled_from(["2020", "2021", "2021年", "21", "1948", ""]),
}
FIRM = ["firm", "text", "day", "level", "flag", "number", "rate"]
YEAR = ["firm", "year", "number", "number"]
LEASE = ["key", "firm", "day", "area", "number"]
LISTING = ["text", "firm", "day", "day"]


def rows(kinds: list[str]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(*(WORDS[kind] for kind in kinds)), max_size=4)


Sheets = dict[str, list[list[str]]]


def sheets_from(*tables: list[tuple[str, ...]]) -> Sheets:
    headers = {
        "企业": [*FIRM_HEADER, "负债率"],
        "企业年度": ["统一社会信用代码", "年度", "营业收入（万元）", "利润（元）"],
        "租赁": LEASE_HEADER,
        "名单": ["名单名称", "企业", "列入日期", "移出日期"],
    }
    return {
        name: [header, *map(list, table)]
        for (name, header), table in zip(headers.items(), tables, strict=True)
    }


def by_the_reader(book: Path) -> tuple[set[tuple[str, int, int]], object]:
    register, problems = read_workbook(book, VOCABULARY)
    bad = {
        (one.place.sheet, one.place.line, one.place.column)
        for one in problems
        if isinstance(one.place, CellPlace) and one.severity is Severity.ERROR
    }
    if register is None:
        return bad, None
    with connect(LIBRARY, map(register.dossier, register.codes)) as connection:
        return bad, values(connection)


def values(connection: duckdb.DuckDBPyConnection) -> dict[str, set[tuple[object, ...]]]:
    return {name: set(connection.execute(f"FROM {name}").fetchall()) for name in relations(LIBRARY)}


def by_the_database(path: Path, work: Path) -> tuple[set[tuple[str, int, int]], object]:
    work.mkdir()
    with duckdb.connect() as connection:
        loaded, problems = Loader(connection, LIBRARY, work).load(path)
        if loaded is not None:
            return set(), values(connection)
        cells = [one.place for one in problems if isinstance(one.place, CellPlace)]
        return {(p.sheet or Path(p.file).stem, p.line, p.column) for p in cells if p.line}, None


def test_a_rate_finer_than_a_millionth_is_refused_because_it_would_not_be_kept(
    tmp_path: Path,
) -> None:
    sheet = [["统一社会信用代码", "负债率"], [code(1), "0.1234567"], [code(2), "0.123456"]]
    folder = as_csv(tmp_path / "data", {"企业": sheet})
    assert by_the_database(folder, tmp_path / "work") == ({("企业", 2, 2)}, None)


@settings(max_examples=15, phases=(Phase.explicit, Phase.generate))
@given(tables=st.tuples(rows(FIRM), rows(YEAR), rows(LEASE), rows(LISTING)))
def test_the_same_cells_are_refused_and_the_others_have_the_same_values(
    tables: tuple[list[tuple[str, ...]], ...],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        book = write_book(folder / "名册.xlsx", sheets_from(*tables))
        refused, read = by_the_reader(book)
        for path in (book, as_csv(folder / "data", sheets_of(book))):
            ours, told = by_the_database(path, folder / f"work on {path.name}")
            assert ours == refused, path
            assert told == read, path


def test_no_relation_holds_a_firm_of_which_a_row_was_refused(tmp_path: Path) -> None:
    sheets = {
        "企业": [FIRM_HEADER[:2], [code(1), "一"], [code(2), "二"]],
        "企业年度": [["统一社会信用代码", "年度"], [code(1), "2020"], [code(1), "去年"]],
        "租赁": [LEASE_HEADER[:3], ["L1", code(1), "2021-01-01"], ["L2", code(2), "2021-01-01"]],
        "名单来源": [["名单名称", "读取日期"], ["某", "2021-01-01"]],
        "名单": [["名单名称", "企业", "列入日期"], ["某", code(1), "2021-01-01"]],
        "奖补历史": [["政策文号", "措施", "受益人", "事项日期", "决定日期", "金额（元）"]],
    }
    (tmp_path / "work").mkdir()
    with duckdb.connect() as connection:
        loader = Loader(connection, LIBRARY, tmp_path / "work", tolerate=1)
        loaded, _ = loader.load(as_csv(tmp_path / "data", sheets))
        assert loaded is not None
        held = str(values(connection))
    assert code(2) in held
    assert "L2" in held
    assert code(1) not in held

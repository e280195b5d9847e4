"""Figures of a matching run belong to its measure; firms of several measures are not added."""

from pathlib import Path
from shutil import copytree

import pytest

from duixian.fund.ties.finding import Finding
from duixian.fund.ties.granted import measures
from duixian.fund.work.book import Book
from duixian.intake.year_folder import load_year, year_folder
from duixian.rulebook.library.model import Library

RUN = "应扶持企业,比对 match/summary.json 3号 1.1 家数"
OTHER = "市级应扶,比对 match/summary.json 3号 1.2 家数,统计,比对,企业服务科,2022-12-31,\n"
BOTH = "两级应扶,应扶持企业 + 市级应扶,推算,两条措施相加,,,\n"
TARGET = "1.1,台账 ÷ 比对,,台账家数,应扶持企业"


def found(folder: Path, library: Library, *changes: tuple[str, str, str]) -> list[Finding]:
    copytree(year_folder("demo-2022"), folder, dirs_exist_ok=True)
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    year, problems = load_year(folder, library)
    assert year is not None, problems
    return list(measures(Book(year, library)))


def test_the_result_of_the_lines_own_measure_is_fine(library: Library, tmp_path: Path) -> None:
    assert not found(tmp_path, library)


def test_a_rate_over_what_another_measure_grants_is_found(library: Library, tmp_path: Path) -> None:
    (one,) = found(tmp_path, library, ("drivers.csv", RUN, RUN.replace("1.1", "1.2")))
    assert one.left.figure == "闵经委规发〔2021〕3号 1.2"
    assert one.right.figure == "闵经委规发〔2021〕3号 1.1"


@pytest.mark.parametrize("quantity", ["应扶持企业", "应扶持企业 × 1"])
def test_a_need_from_what_another_measure_grants_is_found(
    quantity: str, library: Library, tmp_path: Path
) -> None:
    (one,) = found(tmp_path, library, ("needs.csv", "贯标企业数", quantity))
    assert (one.about, one.difference) == ("申报 2.1 应扶持企业", "措施不同")


def test_firms_added_over_two_measures_are_told_to_count_twice(
    library: Library, tmp_path: Path
) -> None:
    more = ("drivers.csv", "全部,100%", f"{OTHER}{BOTH}全部,100%")
    both = ("targets.csv", TARGET, "1.1、1.2,台账 ÷ 比对,,台账家数,两级应扶")
    (one,) = found(tmp_path, library, more, both)
    assert one.check == "家数重复计"
    assert "2 条措施" in one.sentence


def test_cases_may_be_added_over_measures(library: Library, tmp_path: Path) -> None:
    """Without firms on the other side nothing is counted once."""
    more = ("drivers.csv", "全部,100%", f"{OTHER}{BOTH}全部,100%")
    both = ("targets.csv", TARGET, "1.1、1.2,两级比对,,两级应扶,应扶持企业")
    assert not found(tmp_path, library, more, both)

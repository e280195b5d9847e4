"""How fast a year of 500 lines and 100,000 awards is read and checked: aim, under 2 seconds.

Run by `python -m benchmarks.year`. The folder is written anew each time, always the same.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from duixian.cli.inputs import library_or_stop
from duixian.fund.ties.checking import check_year
from duixian.fund.work.book import Book
from duixian.intake.year_folder import load_year
from duixian.paper.year.paper import FORMATS
from duixian.paper.year.registry import PAPERS
from duixian.paper.year.writing import files

ITEMS, LINES_AN_ITEM, AWARDS = 50, 10, 100_000
RUNS = 5
AIM, PAPERS_AIM = 2.0, 20.0
HEAD = """\
fund: 大资金
unit: 区经委
department: 区经委
level: 区级
region: 310112
year: 2022
policies:
  3号: 闵经委规发〔2021〕3号
versions:
  - name: 申报
    day: 2021-09-01
    by: 区经委
    round: 1 万元
  - name: 审核
    day: 2021-10-01
    by: 专家组
    round: 1 万元
items:
"""
CODES = [f"{item}.{line}" for item in range(1, ITEMS + 1) for line in range(1, LINES_AN_ITEM + 1)]


def main() -> None:
    """Write the folder, read and check it several times, print the spread."""
    library = library_or_stop()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, random.Random(1))  # noqa: S311 - the same figures each time, no secret
        seconds = []
        for _ in range(RUNS):
            start = time.process_time()
            year, problems = load_year(folder, library)
            if year is None:
                raise SystemExit("\n".join(problem.sentence for problem in problems[:5]))
            found = check_year(Book(year, library))
            seconds.append(time.process_time() - start)
            del year
        year, _ = load_year(folder, library)
        if year is not None:
            print(papers(Book(year, library)))
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    word = "met" if middle < AIM else "missed"
    print(f"{len(CODES)} lines, {AWARDS:,} awards, {len(found):,} findings")
    print(f"read and checked in {low:.2f} / {middle:.2f} / {high:.2f} CPU s; aim {AIM} s {word}")


def papers(book: Book) -> str:
    """All papers of the year in all formats, made several times over."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        made = list(files(Book(book.year, book.library), PAPERS, FORMATS))
        seconds.append(time.process_time() - start)
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    word = "met" if middle < PAPERS_AIM else "missed"
    size = sum(len(content) for _, content in made) / 2**20
    return (
        f"{len(made)} papers, {size:.1f} MB, made in {low:.2f} / {middle:.2f} / {high:.2f} CPU s; "
        f"aim {PAPERS_AIM} s {word}"
    )


def write(folder: Path, chance: random.Random) -> None:
    """The files of the year."""
    items = "".join(
        f"  - number: {number}\n    name: 政策项{number}\n    office: 科室\n"
        for number in range(1, ITEMS + 1)
    )
    (folder / "year.yaml").write_text(HEAD + items, encoding="utf-8")
    for name, rows in (
        ("drivers", drivers(chance)),
        ("lines", lines()),
        ("needs", needs()),
        ("awards", awards(chance)),
    ):
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def drivers(chance: random.Random) -> Iterator[str]:
    """A quantity and a price for each line."""
    yield "名称,值,类别,来源,提供人,日期"
    for at in range(len(CODES)):
        yield f"数量{at},{chance.randint(1, 90)} 家,名单,名单,科室,2021-09-01"
        yield f"单价{at},{chance.randint(1, 500)} 万元/家,估计,往年,科室,2021-09-01"


def lines() -> Iterator[str]:
    """The lines."""
    yield "编码,政策项,名称,措施"
    for at, code in enumerate(CODES):
        yield f"{code},{code.partition('.')[0]},明细{at},3号 1.1"


def needs() -> Iterator[str]:
    """Two versions of every line."""
    yield "版本,编码,立项,数量,单价,比例"
    for version in ("申报", "审核"):
        for at, code in enumerate(CODES):
            yield f"{version},{code},往年,数量{at},单价{at},50%"


def awards(chance: random.Random) -> Iterator[str]:
    """Instalments decided the year before and due in this one, within the 5 万元 of 3号 1.1."""
    yield "编号,编码,事项日,决定日,应付日,金额"
    for number in range(AWARDS):
        code, month, day = chance.choice(CODES), chance.randint(1, 9), chance.randint(10, 28)
        sum_ = f"{chance.randint(1, 4)}.{chance.randint(0, 99):02} 万元"
        yield f"A{number},{code},2020-0{month}-{day},2021-0{month}-{day},2022-0{month}-{day},{sum_}"


if __name__ == "__main__":
    main()

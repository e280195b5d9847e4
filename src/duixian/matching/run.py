"""One run: data in, statements run, results out; a folder that is there whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
from sqlglot import transpile

from duixian.intake.tables.loading import ROWS_REFUSED, Loaded, Loader
from duixian.matching.compiling import compiled
from duixian.matching.database import database
from duixian.matching.engines import compute, refuse_absent_engine
from duixian.matching.folder import whole_folder
from duixian.matching.job import Format, Job, Name, RunError, Watch
from duixian.matching.lacking import lacking
from duixian.matching.reasons import tell
from duixian.matching.record import ASIDE, RECORD, REJECTED, record_of
from duixian.matching.rows import FAR, name_measures, near, rows_of
from duixian.matching.steady import steady
from duixian.matching.summary_xlsx import summary_xlsx
from duixian.matching.totals import totals
from duixian.matching.writing import formulas, write_json, write_rows
from duixian.population.running import overflow_told
from duixian.population.shape import Shape
from duixian.population.spark.running import ANSWER
from duixian.population.statement import Statement
from duixian.rulebook.library.model import Library

WORK = "work"


def match(job: Job, library: Library, watch: Watch) -> dict[str, Any]:
    """Do the job: write the folder of results, and give its numbers.

    Raises `RunError` where the data or the machine stand in the way, `OSError` where files do.
    """
    refuse_absent_engine(job)
    with whole_folder(job.out) as folder:
        work = folder / WORK
        work.mkdir()
        with database(work, job.memory) as connection:
            loaded = load(job, library, connection, work, watch)
            statement, left_out = compiled(library, shape_of(job, loaded), job.policies)
            say_up_front(statement, left_out, loaded, job.on, watch)
            with steady(loaded.inputs):
                summary = _answer(job, statement, connection, folder, watch)
        if loaded.rejected:
            for name in (REJECTED, ASIDE):
                shutil.move(work / name, folder / name)
        write_json(folder / RECORD, record_of(job, library, loaded, left_out))
        shutil.rmtree(work)
    return summary


def statements(job: Job, library: Library, watch: Watch) -> str:
    """The statements that the job would run over its data, one relation a step, as text."""
    with tempfile.TemporaryDirectory() as name, database(Path(name), job.memory) as connection:
        loaded = load(job, library, connection, Path(name), watch)
        statement, left_out = compiled(library, shape_of(job, loaded), job.policies)
        say_up_front(statement, left_out, loaded, job.on, watch)
    return "\n\n".join(
        f"-- {title}\n{transpile(query, read='duckdb', write='duckdb', pretty=True)[0]};"
        for title, query in statement.relations
    )


def load(
    job: Job, library: Library, connection: duckdb.DuckDBPyConnection, work: Path, watch: Watch
) -> Loaded:
    """Bring the data in; RunError with all findings told where they cannot be."""
    follow = partial(watch.progress, "读入数据")
    loader = Loader(connection, library, work, job.tolerate, follow)
    loaded, problems = loader.load(job.data)
    watch.problems(problems)
    if loaded is None:
        advice = "改正后重新运行"
        if any(problem.code == ROWS_REFUSED for problem in problems):
            advice += "；或加 --tolerate 行数，把这些行和它们的企业放到一边"
        raise RunError("数据有错误，见上，没有写出任何结果。", advice)
    if not loaded.history and not job.without_history:
        raise RunError(
            "没有「奖补历史」表，不知道以往给过什么，限额、晋档和就高不重复都无从判断。",
            "加上这张表（确实没有奖补就留空表）；或加 --without-history，把历史当作未知来比对",
        )
    return loaded


def shape_of(job: Job, loaded: Loaded) -> Shape:
    """What the statement must know of the data."""
    return Shape(
        job.on,
        job.stage,
        loaded.tables,
        history=loaded.history,
        sources=loaded.sources,
        lists=loaded.lists,
        near=True,
        recorded=loaded.recorded,
    )


def say_up_front(
    statement: Statement, left_out: Mapping[Name, str], loaded: Loaded, on: date, watch: Watch
) -> None:
    """Tell what the run cannot decide or leaves out before it begins."""
    for name, piece in left_out.items():
        watch.remark(f"这条措施还不能成批比对，没有包括在内：{' '.join(name)}（{piece}）")
    begun = {policy.code for policy in statement.library.policies if policy.term.start <= on}
    measures = {branch.measure.name for branch in statement.branches}
    if measures and not any(policy in begun for policy, _ in measures):
        watch.remark(f"要比对的政策到 {on} 都还没有施行，结论全是不在有效期：检查评估日")
    measures = {(policy, code) for policy, code in measures if policy in begun}
    for sentence in lacking(statement.library, measures, loaded, on):
        watch.remark(sentence)
    if loaded.rejected:
        watch.remark(f"有 {loaded.rejected} 行被退回，连同它们的企业不参加比对，见 rejected.csv")


def _answer(
    job: Job,
    statement: Statement,
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    watch: Watch,
) -> dict[str, Any]:
    compute(job, statement, connection, folder / WORK, watch)
    watch.progress("写出结果", 0, 1)
    with overflow_told(statement, connection):
        name_measures(statement, connection)
        joined = tell(statement, connection, ANSWER)
        wanted = "" if job.everything else f" WHERE a.verdict NOT IN ({FAR}) OR {near(statement)}"
        connection.execute(f"CREATE TEMP TABLE wanted AS SELECT * FROM {ANSWER} AS a{wanted}")
        rows = rows_of(statement, "wanted", joined)
        connection.execute(f"CREATE TEMP TABLE results AS {rows}")
        summary = totals(statement, connection, ANSWER)
    write_rows(connection, "SELECT * FROM results", folder, job.format)
    if job.format is Format.CSV and (count := formulas(connection, "results")):
        watch.remark(
            f"result.csv 有 {count} 行的名称或编号以 = + - @ 开头，Excel 直接打开会当作公式；"
            "给 Excel 用请写 --format xlsx，或在 Excel 里把各列按文本导入"
        )
    write_json(folder / "summary.json", summary)
    (folder / "summary.xlsx").write_bytes(summary_xlsx(summary, job.on))
    return summary

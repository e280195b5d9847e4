"""One comparison: data in, both versions run, a folder of results out."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from duixian.intake.tables.loading import Loaded
from duixian.matching.compiling import compiled
from duixian.matching.database import database
from duixian.matching.folder import whole_folder
from duixian.matching.job import Job, Name, RunError, Watch
from duixian.matching.record import ASIDE, RECORD, REJECTED, record_of
from duixian.matching.reform import figures
from duixian.matching.reform.differing import write_differing
from duixian.matching.reform.pairing import Pair, pairs_of
from duixian.matching.reform.people import make_people
from duixian.matching.reform.sides import join_sides, make_side
from duixian.matching.reform.versions import Version
from duixian.matching.reform.wording import changes_of, out_of_force
from duixian.matching.run import WORK, load, say_up_front, shape_of
from duixian.matching.steady import steady
from duixian.matching.writing import write_json
from duixian.paper.reform.data import as_data
from duixian.paper.reform.model import Comparison
from duixian.paper.reform.page import html
from duixian.paper.reform.tables import workbook
from duixian.population.statement import Statement


def compare(job: Job, base: Version, reform: Version, watch: Watch) -> Comparison:
    """Do the job: write the folder of the comparison, and give its figures.

    Raises `RunError` where the versions, the data or the machine stand in the way, `OSError` where
    files do.
    """
    _refuse_other_facts(base, reform)
    with whole_folder(job.out) as folder:
        work = folder / WORK
        work.mkdir()
        with database(work, job.memory) as connection:
            loaded = load(job, reform.library, connection, work, watch)
            run = _Run(job, base, reform, loaded, watch, connection)
            with steady(loaded.inputs):
                found = run.compared()
                watch.progress("写出结果", 0, 1)
                write_differing(connection, folder, run.pairs)
            if loaded.rejected:
                for name in (REJECTED, ASIDE):
                    shutil.move(work / name, folder / name)
        _write(folder, found)
        write_json(folder / RECORD, run.record())
        shutil.rmtree(work)
    return found


def _write(folder: Path, found: Comparison) -> None:
    write_json(folder / "summary.json", as_data(found))
    (folder / "对比报告.html").write_bytes(html(found))
    (folder / "对比表.xlsx").write_bytes(workbook(found))


def _refuse_other_facts(base: Version, reform: Version) -> None:
    """Data are read once, in the words of the reform."""
    names = [
        {(one.name, fact.name) for one in side.library.vocabulary.subjects for fact in one.facts}
        for side in (base, reform)
    ]
    lost = sorted("的".join(each) for each in names[0] - names[1])
    if lost:
        raise RunError(
            f"改革方案的词汇表没有基准用到的事实：{'、'.join(lost[:5])}",
            "把两边都用到的 facts.yaml 放进一个文件夹，用 --library 写上",
        )


class _Run:
    """Both versions over data that are loaded."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a comparison is of
        self,
        job: Job,
        base: Version,
        reform: Version,
        loaded: Loaded,
        watch: Watch,
        connection: duckdb.DuckDBPyConnection,
    ) -> None:
        self.job = job
        self.sides: Mapping[str, Version] = {"base": base, "reform": reform}
        self.loaded = loaded
        self.watch = watch
        self.connection = connection
        self.pairs: Sequence[Pair] = pairs_of(base, reform)
        self.left_out: dict[str, dict[Name, str]] = {}

    def compared(self) -> Comparison:
        """The figures; the relations they come from stay in the database."""
        remarks = tuple(self._out_of_force())
        for remark in remarks:
            self.watch.remark(remark)
        statements = {side: self._statement(side) for side in self.sides}
        for done, (side, statement) in enumerate(statements.items()):
            self.watch.progress("比对", done, len(statements))
            make_side(side, statement, self.pairs, self.connection)
        self.watch.progress("汇总", 0, 1)
        shape = shape_of(self.job, self.loaded)
        make_people(self.sides["reform"].library, shape, self.connection)
        touched = [number for number, pair in enumerate(self.pairs) if pair.touched]
        join_sides(self.connection, touched)
        figures.classify(self.connection)
        return self._figures(remarks)

    def record(self) -> dict[str, object]:
        """How both sides were made."""
        found: dict[str, object] = {}
        for side, version in self.sides.items():
            job = replace(self.job, policies=version.policies)
            found[side] = {
                "version": version.told,
                **record_of(job, version.library, self.loaded, self.left_out[side]),
            }
        return found

    def _statement(self, side: str) -> Statement:
        version = self.sides[side]
        shape = shape_of(self.job, self.loaded)
        statement, left_out = compiled(version.library, shape, version.policies)
        say_up_front(statement, left_out, self.loaded, self.job.on, self.watch)
        self.left_out[side] = left_out
        return statement

    def _out_of_force(self) -> Iterator[str]:
        for side, version in self.sides.items():
            yield from out_of_force(figures.TITLES[side], version, self.job.on)

    def _figures(self, remarks: tuple[str, ...]) -> Comparison:
        connection = self.connection
        base, reform = self.sides["base"], self.sides["reform"]
        left_out = {
            f"{' '.join(name)}（{piece}）"
            for found in self.left_out.values()
            for name, piece in found.items()
        }
        return Comparison(
            base.told,
            reform.told,
            self.job.on,
            self.job.stage.value,
            figures.firms(connection),
            changes_of(self.pairs, base, reform),
            tuple(sorted(left_out)),
            remarks,
            figures.total(connection),
            figures.measures(connection, self.pairs),
            figures.groups(connection),
            figures.affected(connection, "gaining"),
            figures.affected(connection, "losing"),
        )

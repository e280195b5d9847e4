"""Two runs compared: who gets more, who gets less, and who only waits; files taken away."""

import shutil
from datetime import timedelta
from io import BytesIO

import duckdb
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.matching import folders
from duixian.office.matching.comparing import Kind, Pair, measures_of, moved
from duixian.office.matching.models import Run
from duixian.office.matching.rows import Wanted
from duixian.office.matching.services import export
from duixian.office.matching.summary import Tally
from duixian.office.people.enums import Role
from duixian.rulebook.assessment import Verdict

FEN = 12_345


@pytest.fixture
def paid(done) -> list[tuple[str, int]]:
    """Three firms that are paid on just one row, and how much."""
    file = str(folders.result_of(done) / "result.parquet")
    with duckdb.connect() as connection:
        return connection.execute(
            "SELECT firm, MAX(low) FROM read_parquet(?) GROUP BY firm"
            " HAVING COUNT(*) = 1 AND MAX(verdict) = 'granted' ORDER BY firm LIMIT 3",
            [file],
        ).fetchall()


@pytest.fixture
def later(done, paid) -> Run:
    """The same run, but the first firm gets more, the second nothing, and the third lacks data."""
    run = Run.objects.get(pk=done.pk)
    run.pk = None
    run.save()
    shutil.copytree(folders.folder_of(done), folders.folder_of(run))
    (more, _), (less, _), (open_, _) = paid
    source, target = (str(folders.result_of(each) / "result.parquet") for each in (done, run))
    changed = (
        "COPY (SELECT * REPLACE (CASE WHEN firm = $more THEN low + $fen ELSE low END AS low,"
        " CASE WHEN firm = $open THEN 'unknown' ELSE verdict END AS verdict)"
        " FROM read_parquet($source) WHERE firm <> $less) TO '{}' (FORMAT parquet)"
    )
    given = {"more": more, "less": less, "open": open_, "fen": FEN, "source": source}
    with duckdb.connect() as connection:
        connection.execute(changed.format(target), given)
    return run


def test_firms_that_get_more_get_less_and_only_wait_are_told_apart(done, later, paid):
    page = moved(done, later)
    (more, first), (less, second), (open_, third) = paid
    assert {each.firm: (each.kind, each.before, each.after) for each in page.firms} == {
        more: (Kind.GAINING, first, first + FEN),
        less: (Kind.LEAVING, second, 0),
        open_: (Kind.OPENED, third, 0),
    }
    assert {kind: fen for kind, _, fen in page.counts if fen} == {
        Kind.GAINING: FEN,
        Kind.LEAVING: -second,
        Kind.OPENED: -third,
    }


def test_the_other_way_round_everybody_moves_the_other_way(done, later, paid):
    kinds = {each.firm: each.kind for each in moved(later, done).firms}
    (more, _), (less, _), (open_, _) = paid
    assert kinds == {more: Kind.LOSING, less: Kind.ENTERING, open_: Kind.ENTERING}


def test_only_one_kind_is_shown_when_asked_and_all_are_counted(done, later, paid):
    page = moved(done, later, Kind.LEAVING)
    assert [each.firm for each in page.firms] == [paid[1][0]]
    assert sum(firms for _, firms, _ in page.counts) == 3


def test_a_run_compared_with_itself_moves_nobody(done):
    assert not moved(done, done).firms
    assert all(pair.difference == 0 for pair in measures_of(done, done))
    assert measures_of(done, done)


def test_the_page_compares_with_another_run_of_the_district(done, later, browser):
    address = reverse("compare-runs", args=[done.pk])
    assert f'<option value="{later.pk}"' in browser(Role.LEADER).get(address).content.decode()
    page = browser(Role.LEADER).get(address, {"with": later.pk, "kind": "失去"}).content.decode()
    assert "转为待定" in page
    assert browser(Role.LEADER).get(address, {"with": later.pk + 1}).status_code == 404


@pytest.mark.parametrize(
    ("after", "has_changed"),
    [
        (Tally(2, 2, 100, 100), False),
        (Tally(2, 2, 100, 200), False),
        (Tally(2, 2, 101, 101), True),
        (Tally(2, 1, 100, 100), True),
    ],
)
def test_a_measure_has_changed_where_its_firms_or_what_is_sure_are_others(after, has_changed):
    assert Pair(("7号", "1"), "某项", Tally(2, 2, 100, 100), after).has_changed is has_changed


@pytest.mark.parametrize("days_apart", [0, -30])
def test_the_page_goes_from_the_earlier_day_to_the_later_wherever_one_begins(
    done, later, browser, days_apart
):
    Run.objects.filter(pk=later.pk).update(on=done.on + timedelta(days=days_apart))
    first = done if days_apart == 0 else later
    for here, other in ((done, later), (later, done)):
        address = reverse("compare-runs", args=[here.pk])
        page = browser(Role.LEADER).get(address, {"with": other.pk}).content.decode()
        assert f"从第 {first.pk} 次（" in page
        kind = "增加" if days_apart == 0 else "减少"
        assert f'<td data-label="变化">{kind}</td>' in page
        assert f'<option value="{other.pk}" selected>' in page


def test_no_run_of_ours_is_compared_or_taken_away_by_another_district(done, later, foreign):
    for name in ("compare-runs", "run-rows-xlsx", "run-rows-parquet", "run-summary-xlsx"):
        address = reverse(name, args=[done.pk])
        assert foreign.get(address, {"with": later.pk}).status_code == 404, name


def taken(browser, name: str, run: Run, **asked: str) -> bytes:
    answer = browser(Role.FINANCE_OFFICER).get(reverse(name, args=[run.pk]), asked)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_wanted_rows_are_exported_in_yuan_and_it_is_written_down(done, browser):
    file = taken(browser, "run-rows-xlsx", done, verdict="granted")
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()
    place = head.index("最低（元）")
    assert len(rows) == done.granted["rows"]
    assert round(sum(float(str(row[place])) for row in rows) * 100) == done.granted["low"]
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.user_name, entry.subject_id) == (
        "导出匹配结果", "卫财政", str(done.pk)
    )  # fmt: skip


def test_all_rows_are_taken_as_the_run_wrote_them(done, browser):
    file = taken(browser, "run-rows-parquet", done)
    assert file == (folders.result_of(done) / "result.parquet").read_bytes()
    assert taken(browser, "run-summary-xlsx", done).startswith(b"PK")
    told = Entry.objects.exclude(verb="登录").order_by("-number")
    verbs = told.values_list("verb", flat=True)[:2]
    assert list(verbs) == ["导出匹配结果"] * 2


def test_too_many_rows_for_a_workbook_are_refused_with_what_to_do(done, actor, monkeypatch):
    monkeypatch.setattr(export, "MOST", 3)
    with pytest.raises(RefusedError, match="最多导出 3 项；请先按结论"):
        export.export_rows(actor(Role.OFFICER), done, Wanted())
    assert export.export_rows(actor(Role.OFFICER), done, Wanted(verdict=Verdict.DISPLACED))

"""What a run found is read from its files: numbers, rows, one firm; the same as the run wrote."""

import json

import duckdb
import pytest
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.matching import folders, rows
from duixian.office.matching.explaining import explain
from duixian.office.matching.models import Run
from duixian.office.matching.rows import Order, Row, Wanted, page_of
from duixian.office.matching.summary import summary_of
from duixian.office.people.enums import Role
from duixian.office.registry.models import Record
from duixian.rulebook.assessment import Verdict
from tests.office.matching.conftest import POLICY


def written(run: Run) -> list[dict[str, object]]:
    """The rows of a run as its file holds them."""
    file = folders.result_of(run) / "result.parquet"
    with duckdb.connect() as connection:
        found = connection.execute("FROM read_parquet(?)", [str(file)])
        titles = [column[0] for column in found.description or ()]
        return [dict(zip(titles, each, strict=True)) for each in found.fetchall()]


def everything(run: Run, wanted: Wanted) -> list[Row]:
    first = page_of(run, wanted)
    others = (page_of(run, wanted, number) for number in range(2, first.pages + 1))
    return [row for page in (first, *others) for row in page.rows]


def known(row: Row) -> tuple[object, ...]:
    return row.firm, row.policy, row.measure, row.row, row.year


def test_the_numbers_of_measures_and_towns_add_up_to_the_whole(done):
    summary = summary_of(done)
    assert summary.firms == done.firms
    for lines in (summary.measures, summary.towns):
        for verdict in (Verdict.GRANTED, Verdict.PENDING, Verdict.UNKNOWN, Verdict.REFUSED):
            whole = summary.whole.tally(verdict)
            assert sum(line.tally(verdict).rows for line in lines) == whole.rows
            assert sum(line.tally(verdict).low for line in lines) == whole.low
    assert summary.whole.tally(Verdict.GRANTED).rows > 0


def test_every_row_is_on_just_one_page(done, monkeypatch):
    monkeypatch.setattr(rows, "PAGE", 4)
    found = everything(done, Wanted()) + everything(done, Wanted(forecast=True))
    keys = [known(row) for row in found]
    assert len(keys) == len(set(keys)) == len(written(done)) >= 13


def test_rows_are_filtered_by_all_that_is_wanted(done):
    one = next(row for row in everything(done, Wanted()) if row.verdict is Verdict.GRANTED)
    wanted = Wanted(
        verdict=Verdict.GRANTED,
        measure=(one.policy, one.measure),
        town=one.town or "",
        words=one.firm[:12].lower(),
    )
    found = everything(done, wanted)
    assert known(one) in map(known, found)
    assert {(row.verdict, row.measure, row.town) for row in found} == {
        (Verdict.GRANTED, one.measure, one.town)
    }
    assert not page_of(done, Wanted(words="没有这样的企业")).rows
    assert page_of(done, Wanted(words=str(one.firm_name)[2:6])).total


def test_near_misses_are_refusals_and_say_which_condition_failed(done):
    near = everything(done, Wanted(near=True))
    assert len(near) == sum(each.rows for each in summary_of(done).near)
    assert {row.verdict for row in near} <= {Verdict.REFUSED}
    assert all(row.failed and row.verdict_name == "差一点" for row in near)


def test_rows_are_sorted_by_sum_and_those_without_one_come_last(done):
    sums = [row.low for row in everything(done, Wanted(order=Order.MOST))]
    assert [each for each in sums if each is not None] == sorted(
        (each for each in sums if each is not None), reverse=True
    )
    assert None not in sums[: sum(each is not None for each in sums)]


def test_a_page_beyond_the_end_is_the_last_one(done):
    assert page_of(done, Wanted(), 10**9).number == page_of(done, Wanted()).pages
    assert page_of(done, Wanted(), -3).number == 1


def test_an_explanation_comes_to_what_the_run_wrote_for_every_firm_it_pays(done):
    paid = [row for row in written(done) if row["verdict"] == "granted"][:6]
    assert paid
    for row in paid:
        entitlements = explain(done, str(row["firm"])).entitlements
        own = [
            one
            for one in entitlements
            if (one.row.measure, one.row.key, one.row.support_year or None)
            == (row["measure"], row["row"], row["year"])
        ]
        assert [one.verdict for one in own] == [Verdict.GRANTED]
        assert own[0].own is not None
        assert (own[0].own.low, own[0].own.high) == (row["low"], row["high"])


def test_a_firm_is_explained_from_what_the_run_read_whatever_the_registry_says_today(done):
    Record.objects.all().delete()
    row = next(row for row in written(done) if row["verdict"] == "granted")
    entitlements = explain(done, str(row["firm"])).entitlements
    assert row["row"] in {one.row.key for one in entitlements if one.verdict is Verdict.GRANTED}


def test_a_firm_that_the_run_did_not_read_does_not_exist(done):
    with pytest.raises(RefusedError) as refused:
        explain(done, "91310112000000000X")
    assert refused.value.answer.hidden


def test_changed_data_are_not_explained_from(done):
    with (folders.data_of(done) / "企业.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(RefusedError, match="请重新匹配"):
        explain(done, str(written(done)[0]["firm"]))


def test_a_run_without_a_result_says_so(queued, done):
    waiting = Run.objects.get(pk=queued.pk)
    waiting.state = "queued"
    with pytest.raises(RefusedError, match="没有结果：排队"):
        summary_of(waiting)
    folders.clear(done)
    with pytest.raises(RefusedError, match="结果文件不在了"):
        page_of(done, Wanted())


def test_the_page_of_a_run_shows_its_measures_and_links_to_its_rows(done, browser):
    page = browser(Role.LEADER).get(reverse("run", args=[done.pk])).content.decode()
    granted = summary_of(done).whole.tally(Verdict.GRANTED)
    assert f"<b>{granted.rows}</b>" in page
    assert f"{reverse('run-rows', args=[done.pk])}?verdict=granted" in page
    assert POLICY in page


@pytest.mark.parametrize(
    "asked",
    [{}, {"verdict": "near"}, {"verdict": "forecast"}, {"page": "x"}, {"order": "; DROP"},
     {"verdict": "granted", "town": "-", "page": "3"}, {"words": "'", "measure": "a b"}],
    ids=str,
)  # fmt: skip
def test_the_list_of_rows_opens_whatever_is_asked(asked, done, browser):
    answer = browser(Role.TOWN_CLERK).get(reverse("run-rows", args=[done.pk]), asked)
    assert answer.status_code == 200


def test_reading_a_firms_explanation_is_written_down(done, browser):
    firm = str(next(row for row in written(done) if row["verdict"] == "granted")["firm"])
    page = browser(Role.OFFICER).get(reverse("run-firm", args=[done.pk, firm])).content.decode()
    assert firm in page
    assert "可以兑现" in page
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.verb, entry.user_name) == ("查看匹配说明", "沈经办")
    assert json.loads(entry.after) == {"firm": firm}


def test_another_district_reads_nothing_of_a_run(done, foreign):
    firm = str(written(done)[0]["firm"])
    for name, args in (("run", []), ("run-rows", []), ("run-firm", [firm])):
        address = reverse(name, args=[done.pk, *args])
        assert foreign.get(address).status_code == 404, name


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.CERTIFIER, Role.EXPERT])
def test_firms_and_experts_read_no_run(role, done, browser):
    for name in ("run", "run-rows"):
        assert browser(role).get(reverse(name, args=[done.pk])).status_code == 403

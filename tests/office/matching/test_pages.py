"""The pages of runs: the list, the form, how far a run is, why it failed; nobody else's rows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duixian.office.matching.enums import State
from duixian.office.matching.models import Run
from duixian.office.matching.services.start import start
from duixian.office.people.demonstration import REGION
from duixian.office.people.enums import Role
from tests.office.matching.conftest import ON, POLICY


def page(browser, role: Role, name: str, *args: object) -> str:
    answer = browser(role).get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.usefixtures("published")
def test_an_officer_starts_a_run_over_chosen_policies(browser):
    given = {"on": ON.isoformat(), "policies": [POLICY]}
    answer = browser(Role.OFFICER).post(reverse("start-run"), given)
    run = Run.objects.get()
    assert answer.url == reverse("run", args=[run.pk])
    assert (run.on, run.policies, run.state) == (ON, [POLICY], State.QUEUED)
    assert str(run.requested_by) == "沈经办"


@pytest.mark.usefixtures("published")
def test_a_second_click_leads_to_the_first_run(browser):
    officer, given = browser(Role.OFFICER), {"on": ON.isoformat(), "policies": [POLICY]}
    first = officer.post(reverse("start-run"), given)
    second = officer.post(reverse("start-run"), given, follow=True)
    run = Run.objects.get()
    assert second.redirect_chain[0][0] == first.url == reverse("run", args=[run.pk])
    assert "同样的匹配正在进行" in second.text
    assert "同样的匹配正在进行" not in officer.get(first.url).text


@pytest.mark.usefixtures("published")
def test_what_is_over_given_up_or_different_may_run_beside_it(browser):
    officer, given = browser(Role.OFFICER), {"on": ON.isoformat(), "policies": [POLICY]}
    for change in ({"cancel_asked": True}, {"state": State.CANCELLED, "ended_at": timezone.now()}):
        officer.post(reverse("start-run"), given)
        Run.objects.filter(cancel_asked=False).update(**change)
    officer.post(reverse("start-run"), given)
    officer.post(reverse("start-run"), given | {"on": "2022-07-01"})
    officer.post(reverse("start-run"), {"on": ON.isoformat()})
    assert Run.objects.count() == 5


@pytest.mark.usefixtures("published")
def test_a_run_without_chosen_policies_is_over_the_whole_library(browser):
    browser(Role.HEAD).post(reverse("start-run"), {"on": ON.isoformat()})
    assert Run.objects.get().policies == []
    assert "全部已发布的" in page(browser, Role.HEAD, "matching")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("given", [{"on": "六月"}, {}, {"on": "2022-06-30", "policies": ["别的"]}])
def test_a_form_that_cannot_be_read_starts_nothing_and_says_so(given, browser):
    answer = browser(Role.OFFICER).post(reverse("start-run"), given)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not Run.objects.exists()


def test_a_district_without_policies_is_told_so(district, files, browser):  # noqa: ARG001 - people and a place for files
    answer = browser(Role.OFFICER).post(reverse("start-run"), {"on": "2022-06-30"})
    assert answer.status_code == 422
    assert "先发布政策再匹配" in answer.content.decode()


def test_a_district_that_never_ran_is_told_how_and_readers_who_does_it(district, browser):  # noqa: ARG001 - people
    assert reverse("start-run") in page(browser, Role.OFFICER, "matching")
    for_readers = page(browser, Role.AUDITOR, "matching")
    assert reverse("start-run") not in for_readers
    assert "由科室经办或负责人发起" in for_readers


def test_a_waiting_run_is_followed_and_cancelled_by_those_who_may(queued, browser):
    shown = page(browser, Role.OFFICER, "run", queued.pk)
    assert "排队等候" in shown
    cancel = reverse("cancel-run", args=[queued.pk])
    assert cancel in shown
    assert cancel not in page(browser, Role.LEADER, "run", queued.pk)
    assert browser(Role.LEADER).post(cancel).status_code == 403
    browser(Role.OFFICER).post(cancel)
    assert "被取消了" in page(browser, Role.OFFICER, "run", queued.pk)


def test_the_progress_asks_for_itself_until_the_run_is_over(queued, browser):
    Run.objects.filter(pk=queued.pk).update(state=State.RUNNING, phase="比对", done=3, total=4)
    address = reverse("run-progress", args=[queued.pk])
    shown = page(browser, Role.LEADER, "run-progress", queued.pk)
    assert f'hx-get="{address}?told=' in shown
    assert '<span id="state" hx-swap-oob="innerHTML"><span class="state running">运行' in shown
    assert page(browser, Role.LEADER, "run", queued.pk).count('id="state"') == 1
    assert 'value="75"' in shown
    browser(Role.OFFICER).post(reverse("cancel-run", args=[queued.pk]))
    assert "正在取消" in page(browser, Role.LEADER, "run-progress", queued.pk)
    Run.objects.filter(pk=queued.pk).update(
        state=State.FAILED, reason="内存不够", ended_at=queued.created_at
    )
    assert browser(Role.LEADER).get(address).headers["HX-Refresh"] == "true"


def test_who_listens_to_the_progress_hears_of_a_stage_once_and_of_no_figure(queued, browser):
    Run.objects.filter(pk=queued.pk).update(state=State.RUNNING, phase="比对", done=3, total=4)
    leader = browser(Role.LEADER)
    whole = leader.get(reverse("run", args=[queued.pk])).content.decode()
    assert '<p id="stage" role="status">比对</p>' in whole
    assert whole.count("aria-live") == 0
    asked = whole.split('hx-get="')[1].split('"')[0]
    assert "stage" not in leader.get(asked).content.decode()
    Run.objects.filter(pk=queued.pk).update(phase="写出结果")
    later = leader.get(asked).content.decode()
    assert '<p id="stage" hx-swap-oob="innerHTML">写出结果</p>' in later


def test_a_failed_run_says_why_and_what_to_do(queued, browser):
    Run.objects.filter(pk=queued.pk).update(
        state=State.FAILED, reason="内存不够用", advice="分批匹配", ended_at=queued.created_at
    )
    shown = page(browser, Role.AUDITOR, "run", queued.pk)
    assert "内存不够用" in shown
    assert "分批匹配" in shown
    assert reverse("start-run") not in shown
    assert reverse("start-run") in page(browser, Role.OFFICER, "run", queued.pk)


@pytest.mark.parametrize("name", ["run", "run-progress"])
def test_another_district_sees_no_run_of_ours(name, queued, foreign):
    assert foreign.get(reverse(name, args=[queued.pk])).status_code == 404
    assert foreign.get(reverse(name, args=[queued.pk + 1])).status_code == 404
    assert f"第 {queued.pk} 次" not in foreign.get(reverse("matching")).content.decode()


def test_another_district_cancels_no_run_of_ours(queued, foreign):
    assert foreign.post(reverse("cancel-run", args=[queued.pk])).status_code == 404
    assert Run.objects.get(pk=queued.pk).state == State.QUEUED


def test_long_lists_of_runs_are_paged(published, actor, browser):  # noqa: ARG001 - policies
    for days in range(21):
        start(actor(Role.OFFICER), REGION, ON + timedelta(days))
    assert "第 1 页，共 2 页" in page(browser, Role.OFFICER, "matching")


@pytest.mark.usefixtures("published")
def test_the_form_begins_with_a_day_that_a_browser_can_read(browser):
    assert 'value="2022-06-30"' in page(browser, Role.OFFICER, "start-run")

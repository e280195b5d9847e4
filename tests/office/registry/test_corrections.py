"""A firm proposes, an officer judges; nothing changes without a reason and a trace."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.notices.models import Message
from duixian.office.people.demonstration import FIRM_CODE, SINCE
from duixian.office.people.enums import Role
from duixian.office.people.models import Organisation, Post, User
from duixian.office.registry.models import Correction, Enterprise, Record, RecordChange
from duixian.office.registry.services.judge_correction import judge_correction
from duixian.office.registry.services.propose_correction import Proposal, propose_correction
from tests.office.registry.conftest import OTHER, firm

EMPLOYEES = Proposal("enterprise", FIRM_CODE, "employees", "130", "社保缴纳人数是 130 人")


@pytest.fixture
def there(brought_in):
    """The demonstration firm and another one."""
    brought_in({"企业": [firm(从业人数=120), firm(OTHER)]})
    return Enterprise.objects.get(code=FIRM_CODE)


def test_an_accepted_correction_changes_the_value_its_source_and_the_history(there, actor):
    proof = SimpleUploadedFile("社保.pdf", b"%PDF proof")
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, proof)
    assert Record.objects.get(key=FIRM_CODE, sheet="enterprise").values["employees"] == 120
    judge_correction(actor(Role.OFFICER), made.pk, "accept", "")
    row = Record.objects.get(key=FIRM_CODE, sheet="enterprise")
    assert row.values["employees"] == 130
    assert row.origins["employees"][0] == "企业更正（沈经办采纳）"
    change = RecordChange.objects.get()
    assert (change.before, change.after) == ({"employees": 120}, {"employees": 130})
    assert Entry.objects.filter(verb="采纳更正", user_name="沈经办").exists()


def test_the_firm_and_the_log_are_told_in_words(there, actor):
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    judge_correction(actor(Role.OFFICER), made.pk, "reject", "与社保记录不符")
    message = Message.objects.get(organisation__code=FIRM_CODE)
    assert message.title == "更正未采纳：从业人数"
    assert "120 人 → 130 人" in message.text
    assert "与社保记录不符" in message.text
    proposed = Entry.objects.get(verb="提出更正")
    assert proposed.subject_name.endswith("企业 从业人数")
    assert (proposed.before, proposed.after) == ('{"value":"120 人"}', '{"value":"130 人"}')


def test_a_firm_without_people_here_is_told_nothing_and_judged_all_the_same(there, actor):
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    officer = actor(Role.OFFICER)
    Organisation.objects.filter(code=FIRM_CODE).update(code="")
    judge_correction(officer, made.pk, "accept", "")
    assert not Message.objects.exists()


def test_a_correction_can_say_that_nobody_knows(there, actor):
    unknown = Proposal("enterprise", FIRM_CODE, "employees", "未知", "无从查证")
    made = propose_correction(actor(Role.APPLICANT), there, unknown, None)
    judge_correction(actor(Role.OFFICER), made.pk, "accept", "")
    assert "employees" not in Record.objects.get(key=FIRM_CODE, sheet="enterprise").values


def test_a_rejection_needs_a_reason_and_changes_nothing(there, actor):
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    with pytest.raises(RefusedError, match="写明理由"):
        judge_correction(actor(Role.OFFICER), made.pk, "reject", " ")
    judge_correction(actor(Role.OFFICER), made.pk, "reject", "与社保记录不符")
    assert Record.objects.get(key=FIRM_CODE, sheet="enterprise").values["employees"] == 120
    with pytest.raises(RefusedError, match="未采纳"):
        judge_correction(actor(Role.OFFICER), made.pk, "accept", "")


def test_a_value_that_changed_meanwhile_is_not_overwritten(there, actor, brought_in):
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    brought_in({"企业": [firm(从业人数=125)]})
    with pytest.raises(RefusedError, match="已经变了"):
        judge_correction(actor(Role.OFFICER), made.pk, "accept", "")
    assert Correction.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("fact", "written", "said"),
    [
        ("employees", "许多", "应为数量"),
        ("employees", "120", "没有要改的"),
        ("unified_social_credit_code", OTHER, "不能更正"),
        ("no_such_fact", "1", "不能更正"),
    ],
)
def test_what_cannot_be_proposed_is_refused_with_the_reason(there, actor, fact, written, said):
    proposal = Proposal("enterprise", FIRM_CODE, fact, written, "说明")
    with pytest.raises(RefusedError, match=said):
        propose_correction(actor(Role.APPLICANT), there, proposal, None)


def test_a_value_has_one_open_correction_at_a_time(there, actor):
    propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    with pytest.raises(RefusedError, match="已有一项"):
        propose_correction(actor(Role.CERTIFIER), there, EMPLOYEES, None)


def test_another_firms_file_and_another_districts_queue_do_not_exist(there, actor, stranger):
    other = Enterprise.objects.get(code=OTHER)
    with pytest.raises(RefusedError) as refused:
        propose_correction(actor(Role.APPLICANT), other, EMPLOYEES, None)
    assert refused.value.answer.hidden
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    with pytest.raises(RefusedError) as refused:
        judge_correction(stranger, made.pk, "accept", "")
    assert refused.value.answer.hidden


def test_a_head_who_may_not_judge_is_told_so(there, actor):
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    with pytest.raises(RefusedError, match="科室负责人不能"):
        judge_correction(actor(Role.HEAD), made.pk, "accept", "")


def test_a_corrected_name_is_found_and_the_old_one_stays(there, actor):
    name = Proposal("enterprise", FIRM_CODE, "name", "上海新名公司", "已更名")
    made = propose_correction(actor(Role.APPLICANT), there, name, None)
    judge_correction(actor(Role.OFFICER), made.pk, "accept", "")
    there.refresh_from_db()
    assert (there.name, there.former_names) == ("上海新名公司", ["上海示例精密机械有限公司"])


def test_who_acts_for_the_firm_too_does_not_judge_its_corrections(there, actor):
    made = propose_correction(actor(Role.APPLICANT), there, EMPLOYEES, None)
    officer = User.objects.get(username="officer")
    own = Organisation.objects.get(code=FIRM_CODE)
    Post.objects.create(user=officer, organisation=own, role=Role.CERTIFIER, since=SINCE)
    with pytest.raises(RefusedError, match="为这家企业办事"):
        judge_correction(actor(Role.OFFICER), made.pk, "accept", "")
    assert Correction.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("fact", "offered"),
    [("registered_district", "闵行区"), ("has_major_violation", "否")],
)
def test_a_value_out_of_few_is_chosen_and_no_other_is_taken(brought_in, browser, fact, offered):
    brought_in({"企业": [firm(工商注册地="徐汇区", 重大违法违规=True)]})
    address = f"{reverse('propose-correction')}?sheet=enterprise&key={FIRM_CODE}&fact={fact}"
    applicant = browser(Role.APPLICANT)
    page = applicant.get(address).text
    assert f'<option value="{offered}">' in page
    assert '<option value="未知">' in page
    assert "必填" not in page
    sent = {"written": "别的", "why": "执照"}
    assert applicant.post(address, sent).status_code == 422
    assert applicant.post(address, sent | {"written": offered}).status_code == 302
    assert Correction.objects.get().fact == fact


def test_a_number_is_written(there, browser):
    address = f"{reverse('propose-correction')}?sheet=enterprise&key={there.code}&fact=employees"
    assert '<input type="text" name="written"' in browser(Role.APPLICANT).get(address).text

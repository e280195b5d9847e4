"""A wrong row is withdrawn with its reason: it counts nowhere, stays readable, may come back."""

import pytest
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.dossiers import dossier_of
from duixian.office.registry.exporting import export_population
from duixian.office.registry.models import Enterprise, Record, RecordChange
from duixian.office.registry.services.withdraw_row import restore_row, withdraw_row
from tests.office.registry.conftest import DAY, firm
from tests.office.registry.test_exporting import rows

LEASE = {"编号": "租1", "企业": FIRM_CODE, "起租日期": "2021-01-01", "年租金": 10}


@pytest.fixture
def lease(brought_in) -> Record:
    """A lease of the demonstration firm."""
    brought_in({"企业": [firm()], "租赁": [LEASE]})
    found = Record.objects.get(sheet="lease")
    assert isinstance(found, Record)
    return found


def dossier_rows() -> int:
    return len(dossier_of(Enterprise.objects.get(code=FIRM_CODE), DAY).tables["租赁"])


def test_a_withdrawn_row_is_neither_assessed_nor_matched_until_it_is_restored(
    lease, actor, tmp_path
):
    officer = actor(Role.OFFICER)
    withdraw_row(officer, lease.pk, "合同是另一家企业的")
    assert dossier_rows() == 0
    export_population(REGION, tmp_path, DAY)
    assert rows(tmp_path / "租赁.parquet") == []
    restore_row(officer, lease.pk, "核对后无误")
    assert dossier_rows() == 1
    verbs = Entry.objects.filter(subject_kind="档案行").values_list("verb", "reason")
    assert list(verbs) == [
        ("撤回档案行", "合同是另一家企业的"),
        ("恢复档案行", "核对后无误"),
    ]
    assert [each.why for each in RecordChange.objects.all()] == [
        "恢复档案行：租赁 租1，核对后无误",
        "撤回档案行：租赁 租1，合同是另一家企业的",
    ]


def test_importing_a_withdrawn_row_again_does_not_bring_it_back(lease, actor, brought_in):
    withdraw_row(actor(Role.OFFICER), lease.pk, "登记错了")
    counts = brought_in({"企业": [firm()], "租赁": [{**LEASE, "年租金": 20}]})
    assert (counts["lease"].fresh, counts["lease"].changed) == (0, 0)
    assert dossier_rows() == 0
    assert Record.everything.get(sheet="lease").values["annual_rent"] == 10_000_000


def test_what_cannot_be_withdrawn_is_refused_with_the_reason(lease, actor, brought_in, stranger):
    officer = actor(Role.OFFICER)
    with pytest.raises(RefusedError, match="请写明理由"):
        withdraw_row(officer, lease.pk, " ")
    with pytest.raises(RefusedError, match="没有撤回过"):
        restore_row(officer, lease.pk, "理由")
    with pytest.raises(RefusedError, match="企业本身不能撤回"):
        withdraw_row(officer, Record.objects.get(sheet="enterprise").pk, "理由")
    with pytest.raises(RefusedError, match="街镇经办不能"):
        withdraw_row(actor(Role.TOWN_CLERK), lease.pk, "理由")
    with pytest.raises(RefusedError) as refused:
        withdraw_row(stranger, lease.pk, "理由")
    assert refused.value.answer.hidden
    review = {"政策文号": "甲", "措施": "1", "对象编号": "租1", "评审类别": "评审"}
    brought_in({"评审": [review | {"结果": "通过", "评审日期": "2022-01-01"}]})
    with pytest.raises(RefusedError, match="评审里有指向这一行的内容"):
        withdraw_row(officer, lease.pk, "理由")


def test_the_file_offers_it_to_officers_and_lists_what_was_withdrawn(lease, browser):
    officer, number = browser(Role.OFFICER), [lease.pk]
    assert (
        reverse("row", args=number)
        in officer.get(reverse("firm-file", args=[FIRM_CODE])).content.decode()
    )
    assert officer.post(reverse("row-withdraw", args=number), {"why": "错"}).status_code == 302
    page = officer.get(reverse("firm-file", args=[FIRM_CODE])).content.decode()
    assert "已撤回的行" in page
    assert officer.post(reverse("row-restore", args=number), {"why": "对"}).status_code == 302
    assert browser(Role.TOWN_CLERK).get(reverse("row", args=number)).status_code == 403


@pytest.mark.usefixtures("stranger")
def test_a_row_of_another_district_is_not_there(lease, client):
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for name in ("row-withdraw", "row-restore"):
        address = reverse(name, args=[lease.pk])
        assert client.post(address, {"why": "无"}).status_code == 404
    assert client.get(reverse("row", args=[lease.pk])).status_code == 404

"""The pages of credit records: what they show, to whom, and what they keep."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.people.demonstration import FIRM_CODE
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.applying import Origin
from duixian.office.registry.models import CreditRecord
from duixian.office.registry.services.keep_credit import Read
from tests.office.registry.conftest import OTHER, firm
from tests.office.registry.test_credit import ALL, HEADERS, LINE, PENALTY, read

GIVEN = {
    "firm": OTHER,
    "kind": "dishonest",
    "cause": "列入名单",
    "authority": "示例区市场监管局",
    "effect": "cancel",
    "reach": "district",
    "persons": "甲某\n乙某",
    "since": "2022-05-01",
    "source": "公示系统",
    "read_on": "2022-06-20",
}


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """Files handed in go to a folder of the test."""
    settings.DUIXIAN_UPLOADS = tmp_path / "uploads"


@pytest.fixture
def there(brought_in):
    """Two firms; one has a record, and every source was read."""
    brought_in({"企业": [firm(), firm(OTHER, 名称="上海另外软件有限公司")]})
    read(PENALTY)


@pytest.mark.usefixtures("there")
def test_a_firms_file_says_clean_only_of_the_firm_without_a_record(browser):
    officer = browser(Role.OFFICER)
    with_record = officer.get(reverse("firm-file", args=[FIRM_CODE])).content.decode()
    assert "信用（有记录）" in with_record
    assert "未按规定排放污水" in with_record
    assert "信用（无记录）" in officer.get(reverse("firm-file", args=[OTHER])).content.decode()
    own = browser(Role.APPLICANT).get(reverse("own-file")).content.decode()
    assert "未按规定排放污水" in own


@pytest.mark.usefixtures("there")
def test_a_record_is_entered_and_who_is_in_charge_is_shown_only_on_demand(browser):
    officer = browser(Role.OFFICER)
    address = officer.post(reverse("credit-new"), GIVEN).url
    assert "甲某" not in officer.get(address).content.decode()
    assert not Entry.objects.filter(verb="查看敏感信息").exists()
    assert "甲某、乙某" in officer.post(address).content.decode()
    assert Entry.objects.filter(verb="查看敏感信息", subject_kind="信用记录").exists()


@pytest.mark.usefixtures("there")
def test_a_code_with_a_wrong_last_digit_is_refused_beside_the_field(browser):
    answer = browser(Role.OFFICER).post(reverse("credit-new"), GIVEN | {"firm": OTHER[:-1] + "Z"})
    assert answer.status_code == 422
    assert "统一社会信用代码" in answer.content.decode()
    assert CreditRecord.objects.count() == 1


@pytest.mark.usefixtures("there")
def test_a_table_with_bad_rows_is_told_whole_and_a_sound_one_is_read(browser):
    officer = browser(Role.OFFICER)
    sound = f"{OTHER},{LINE},2022-02-01,"
    for lines, status in ((f"{OTHER},{LINE},某天,\n{OTHER},,有记录,,,,,,,", 422), (sound, 302)):
        file = SimpleUploadedFile("表.csv", f"{HEADERS}\n{lines}".encode())
        given = {"table": file, "kinds": ["negative"], "source": "平台", "read_on": "2022-06-25"}
        answer = officer.post(reverse("credit-import"), given | {"scope": "some"})
        assert answer.status_code == status
    assert CreditRecord.objects.count() == 2
    assert "信用记录" in officer.get(reverse("credit"), {"kind": "negative"}).content.decode()


@pytest.mark.usefixtures("there")
def test_a_record_is_repaired_and_withdrawn_on_its_page(browser):
    officer, number = browser(Role.OFFICER), [CreditRecord.objects.get().pk]
    given = {"on": "2022-06-25", "basis": "修复决定书"}
    assert officer.post(reverse("credit-repair", args=number), {"on": "某天"}).status_code == 422
    assert officer.post(reverse("credit-repair", args=number), given).status_code == 302
    assert CreditRecord.objects.get().repaired_on == date(2022, 6, 25)
    assert officer.post(reverse("credit-withdraw", args=number), {"why": ""}).status_code == 403
    assert officer.post(reverse("credit-withdraw", args=number), {"why": "错"}).status_code == 302
    assert CreditRecord.objects.get().withdrawn


@pytest.mark.usefixtures("there", "stranger")
def test_a_record_of_another_district_is_not_there(client):
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    number = [CreditRecord.objects.get().pk]
    assert client.get(reverse("credit-record", args=number)).status_code == 404
    for name in ("credit-repair", "credit-withdraw"):
        given = {"on": "2022-06-25", "basis": "无", "why": "无"}
        assert client.post(reverse(name, args=number), given).status_code == 404
    assert "未按规定排放污水" not in client.get(reverse("credit")).content.decode()


@pytest.mark.usefixtures("there")
def test_a_record_missing_from_a_later_whole_list_asks_to_be_looked_at(browser):
    read(how=later())
    page = browser(Role.TOWN_CLERK).get(reverse("credit")).content.decode()
    assert "2022-06-28 的完整名单里没有" in page
    assert "登记一条" not in page


def later() -> Read:
    """Every source was read as a whole once more."""
    return replace(ALL, origin=Origin("平台", date(2022, 6, 28)))

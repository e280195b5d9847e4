"""The pages of published lists: what waits is decided there, by those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.office.people.demonstration import FIRM_CODE
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.enums import NameState
from duixian.office.registry.models import ListedName, NameList
from tests.office.registry.conftest import OTHER
from tests.office.registry.test_name_lists import keep, there, uploads  # noqa: F401 - fixtures

GIVEN = {
    "title": "上海市专精特新中小企业公示名单",
    "kind": "专精特新",
    "honour": "市级专精特新中小企业",
    "level": "市级",
    "issuer": "示例市经济信息化委",
    "day": "2022-05-01",
    "read_on": "2022-06-01",
}


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.csv", text.encode())


@pytest.mark.usefixtures("there")
def test_a_list_is_imported_and_a_waiting_name_is_claimed_on_its_page(browser):
    officer = browser(Role.OFFICER)
    given = GIVEN | {"table": file(f"企业名称,企业\n上海新名公司,{OTHER}\n")}
    address = officer.post(reverse("name-list-import"), given).url
    page = officer.get(address).content.decode()
    assert "名称却不是它的现名或曾用名" in page
    assert "上海括号（示例）公司" in page
    number = [ListedName.objects.get().pk]
    claim = {"firm": FIRM_CODE, "why": "电话核实"}
    assert officer.post(reverse("decide-name", args=number), claim).status_code == 302
    assert "人工认领" in officer.get(address).content.decode()
    assert (
        "市级专精特新中小企业"
        in officer.get(reverse("firm-file", args=[FIRM_CODE])).content.decode()
    )


@pytest.mark.usefixtures("there")
def test_a_file_without_names_and_days_that_do_not_fit_are_told(browser):
    officer = browser(Role.OFFICER)
    answer = officer.post(reverse("name-list-import"), GIVEN | {"table": file("企业名称\n")})
    assert answer.status_code == 422
    assert "名单上一家企业也没有" in answer.content.decode()
    given = GIVEN | {"table": file("企业名称\n甲公司\n"), "valid_until": "2021-01-01"}
    assert (
        "有效期不晚于认定日期" in officer.post(reverse("name-list-import"), given).content.decode()
    )
    assert not NameList.objects.exists()


@pytest.mark.usefixtures("there")
def test_names_that_wait_are_seen_by_clerks_and_decided_by_officers_only(browser):
    made = keep("上海不详公司")
    clerk = browser(Role.TOWN_CLERK)
    page = clerk.get(reverse("name-lists")).content.decode()
    assert "上海不详公司" in page
    assert "认作这家企业" not in page
    aside = reverse("name-list-aside", args=[made.pk])
    assert clerk.post(aside, {"why": "不在本区"}).status_code == 403
    assert browser(Role.OFFICER).post(aside, {"why": "不在本区"}).status_code == 302
    assert ListedName.objects.get().state == NameState.FOREIGN


@pytest.mark.usefixtures("there", "stranger")
def test_a_list_of_another_district_is_not_there(client):
    made = keep("上海不详公司")
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("name-list", args=[made.pk])).status_code == 404
    assert client.post(reverse("name-list-aside", args=[made.pk]), {"why": "无"}).status_code == 404
    number = [ListedName.objects.get().pk]
    given = {"aside": "1", "why": "无"}
    assert client.post(reverse("decide-name", args=number), given).status_code == 404
    assert "上海不详公司" not in client.get(reverse("name-lists")).content.decode()

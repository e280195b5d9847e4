"""The pages of the registry: what they show, to whom, and what they write down."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.office.audit.models import Entry
from duixian.office.people.demonstration import FIRM_CODE
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from duixian.office.registry.models import Correction, Import, Record
from tests.office.registry.conftest import OTHER, firm


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """Files handed in go to a folder of the test."""
    settings.DUIXIAN_UPLOADS = tmp_path / "uploads"


@pytest.fixture
def there(brought_in):
    """Two firms, one with something sensitive."""
    brought_in({"企业": [firm(资产总额=1234), firm(OTHER, 名称="上海另外软件有限公司")]})


def handed_in(browser, path):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    given = {"tables": [file], "source": "登记信息", "read_on": "2022-06-30"}
    return browser(Role.OFFICER).post(reverse("imports"), given)


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("words", ["另外软件", "另", "SHLWRJ", "shlw", OTHER[:17], OTHER])
def test_a_firm_is_found_by_name_initials_or_code(browser, words):
    page = browser(Role.TOWN_CLERK).get(reverse("registry"), {"words": words}).content.decode()
    assert "上海另外软件有限公司" in page
    assert "精密机械" not in page


@pytest.mark.usefixtures("there")
def test_sensitive_values_are_hidden_until_asked_for_and_the_asking_is_written_down(browser):
    address = reverse("firm-file", args=[FIRM_CODE])
    officer = browser(Role.OFFICER)
    assert "1,234 万元" not in officer.get(address).content.decode()
    assert not Entry.objects.filter(verb="查看敏感信息").exists()
    assert "1,234 万元" in officer.post(address).content.decode()
    entry = Entry.objects.get(verb="查看敏感信息")
    assert (entry.subject_id, entry.after) == (FIRM_CODE, '{"what":["资产总额"]}')


@pytest.mark.usefixtures("there")
def test_a_firm_sees_its_own_file_and_nobody_elses(browser):
    applicant = browser(Role.APPLICANT)
    assert "1,234 万元" in applicant.get(reverse("own-file")).content.decode()
    assert applicant.get(reverse("firm-file", args=[OTHER])).status_code == 403


@pytest.mark.usefixtures("there", "stranger")
def test_a_firm_of_another_district_is_not_there(client):
    user = User.objects.get(username="stranger")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("firm-file", args=[FIRM_CODE])).status_code == 404
    assert "精密机械" not in client.get(reverse("registry")).content.decode()


@pytest.mark.usefixtures("district")
def test_three_bad_cells_are_told_with_sheet_and_cell_and_nothing_is_imported(browser, workbook):
    lease = {"编号": "租1", "企业": FIRM_CODE, "起租日期": "某天"}
    facts = firm(从业人数="十几个", 资产总额="一大笔")
    answer = handed_in(browser, workbook({"企业": [facts], "租赁": [lease]}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "有 3 处要改" in page
    for told in ("「企业」第 2 行", "「租赁」第 2 行", "十几个", "一大笔", "某天"):
        assert told in page
    assert not Record.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.usefixtures("there")
def test_the_difference_is_shown_first_and_confirmed_once(browser, workbook):
    answer = handed_in(browser, workbook({"企业": [firm(资产总额=2000)]}))
    made = Import.objects.get()
    page = browser(Role.OFFICER).get(answer.url).content.decode()
    assert "1,234 万元" in page
    assert "2,000 万元" in page
    assert Record.objects.get(key=FIRM_CODE).values["total_assets"] == 1_234_000_000
    confirm = reverse("import-confirm", args=[made.pk])
    assert browser(Role.OFFICER).post(confirm).status_code == 302
    assert Record.objects.get(key=FIRM_CODE).values["total_assets"] == 2_000_000_000
    assert browser(Role.OFFICER).post(confirm).status_code == 403


@pytest.mark.usefixtures("there")
def test_a_registry_that_changed_meanwhile_refuses_the_confirmation(browser, workbook, brought_in):
    handed_in(browser, workbook({"企业": [firm(资产总额=2000)]}))
    brought_in({"企业": [firm(资产总额=1500)]})
    answer = browser(Role.OFFICER).post(reverse("import-confirm", args=[Import.objects.get().pk]))
    assert answer.status_code == 403
    assert "重新提交文件" in answer.content.decode()
    assert Record.objects.get(key=FIRM_CODE).values["total_assets"] == 1_500_000_000


@pytest.mark.usefixtures("there")
def test_a_firm_proposes_and_an_officer_judges_on_the_pages(browser):
    place = f"?sheet=enterprise&key={FIRM_CODE}&fact=total_assets"
    proof = SimpleUploadedFile("审计报告.pdf", b"%PDF")
    given = {"written": "1,300 万元", "why": "审计报告第 3 页", "evidence": proof}
    applicant, officer = browser(Role.APPLICANT), browser(Role.OFFICER)
    assert applicant.post(reverse("propose-correction") + place, given).status_code == 302
    page = officer.get(reverse("corrections")).content.decode()
    assert "1,300 万元" in page
    proposed = [Correction.objects.get().pk]
    got = officer.get(reverse("correction-evidence", args=proposed))
    assert BytesIO(got.getvalue()).read() == b"%PDF"
    assert Entry.objects.filter(verb="下载证明材料").exists()
    officer.post(reverse("judge-correction", args=proposed), {"accept": "1"})
    assert "1,300 万元" in applicant.get(reverse("own-file")).content.decode()


def test_the_template_is_offered_where_files_are_handed_in_and_comes_back_empty(browser):
    officer = browser(Role.OFFICER)
    assert reverse("import-template") in officer.get(reverse("imports")).content.decode()
    answer = officer.get(reverse("import-template"))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert {"企业", "租赁", "认定"} <= set(book.sheetnames)
    assert browser(Role.TOWN_CLERK).get(reverse("import-template")).status_code == 403


@pytest.mark.usefixtures("there")
def test_who_corrects_a_mistake_is_told_to_choose_the_file_again(browser):
    own = browser(Role.APPLICANT)
    where = f"{reverse('propose-correction')}?sheet=enterprise&key={FIRM_CODE}&fact=employees"
    assert "重新选择" not in own.get(where).content.decode()
    given = {"written": "很多", "why": "社保", "evidence": SimpleUploadedFile("社保.pdf", b"%PDF")}
    answer = own.post(where, given)
    assert answer.status_code == 422
    assert "选过的文件没有留下，请重新选择" in answer.content.decode()


@pytest.mark.usefixtures("there")
def test_the_auditor_reads_imports_and_corrections_and_changes_nothing(browser, workbook):
    made = handed_in(browser, workbook({"企业": [firm(从业人数=7)]}))
    assert made.status_code == 302
    waiting = Import.objects.get(state="read")
    own = browser(Role.APPLICANT)
    where = f"{reverse('propose-correction')}?sheet=enterprise&key={FIRM_CODE}&fact=employees"
    assert own.post(where, {"written": "130", "why": "社保"}).status_code == 302
    auditor = browser(Role.AUDITOR)
    for name, args in (("imports", []), ("import-look", [waiting.pk]), ("corrections", [])):
        page = auditor.get(reverse(name, args=args)).content.decode().partition("<main")[2]
        assert "<form" not in page
    assert "130 人" in auditor.get(reverse("corrections")).content.decode()
    for name in ("import-confirm", "import-drop"):
        assert auditor.post(reverse(name, args=[waiting.pk])).status_code == 403
    assert auditor.post(reverse("imports"), {}).status_code == 403
    correction = Correction.objects.get()
    where = reverse("judge-correction", args=[correction.pk])
    assert auditor.post(where, {"accept": "1"}).status_code == 403
    correction.refresh_from_db()
    assert correction.state == "proposed"


def test_a_firm_without_a_file_is_told_what_to_do(browser):
    page = browser(Role.APPLICANT).get(reverse("own-file"))
    assert page.status_code == 404
    assert "还没有贵单位的档案" in page.content.decode()


def test_an_empty_registry_is_told_apart_from_a_search_that_finds_nothing(browser):
    officer = browser(Role.OFFICER)
    assert "本区还没有企业档案" in officer.get(reverse("registry")).content.decode()
    sought = officer.get(reverse("registry"), {"words": "没有"}).content.decode()
    assert "没有找到企业" in sought

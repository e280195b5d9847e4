"""A published list: sure names are recognitions, others wait; nothing is guessed, nothing lost."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duixian.intake.demonstration import code_of
from duixian.office.audit.models import Entry
from duixian.office.common.actor import System
from duixian.office.common.answers import RefusedError
from duixian.office.people.demonstration import FIRM_CODE, REGION
from duixian.office.people.enums import Role
from duixian.office.registry.comparing import BadFilesError
from duixian.office.registry.dossiers import dossier_of
from duixian.office.registry.enums import MatchedBy, NameState
from duixian.office.registry.models import Enterprise, KnownSheet, ListedName, NameList, Record
from duixian.office.registry.naming import Written
from duixian.office.registry.services.decide_name import (
    claim_name,
    release_name,
    set_all_aside,
    set_name_aside,
)
from duixian.office.registry.services.import_names import Published, import_names, keep_names
from duixian.rulebook.dossier import Dossier
from tests.office.registry.conftest import DAY, OTHER

THIRD = code_of(901)
LIST = Published(
    title="上海市专精特新中小企业公示名单",
    number="示例〔2022〕1号",
    batch="2022年第一批",
    day=date(2022, 5, 1),
    read_on=date(2022, 6, 1),
    kind="专精特新",
    honour="市级专精特新中小企业",
    level="市级",
    issuer="示例市经济信息化委",
    valid_until=date(2025, 4, 30),
    next_review_on=date(2025, 2, 1),
)


def names(*written: str | tuple[str, str]) -> list[Written]:
    pairs = [(each, "") if isinstance(each, str) else each for each in written]
    return [Written(line, *pair) for line, pair in enumerate(pairs, 2)]


def keep(*written: str | tuple[str, str], published: Published = LIST) -> NameList:
    return keep_names(System(), REGION, names(*written), published)


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """Files handed in go to a folder of the test."""
    settings.DUIXIAN_UPLOADS = tmp_path / "uploads"


def enterprise(code: str, name: str, former: str = "") -> Enterprise:
    """A firm as search finds it."""
    return Enterprise.objects.create(region=REGION, code=code, name=name, former=former)


@pytest.fixture
def there(district):  # noqa: ARG001 - people first
    """Two firms, one of which had another name before; titles were read once."""
    enterprise(FIRM_CODE, "上海新名公司", "上海旧名公司")
    enterprise(OTHER, "上海括号（示例）公司")
    KnownSheet.objects.create(region=REGION, sheet="recognition", read_on=LIST.day)


def only() -> ListedName:
    found = ListedName.objects.get()
    assert isinstance(found, ListedName)
    return found


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    ("written", "code", "by"),
    [
        ("上海新名公司", FIRM_CODE, MatchedBy.NAME),
        (" 上海新名 公司", FIRM_CODE, MatchedBy.NAME),
        ("上海旧名公司", FIRM_CODE, MatchedBy.FORMER),
        ("上海括号(示例)公司", OTHER, MatchedBy.NAME),
        (("上海旧名公司", FIRM_CODE), FIRM_CODE, MatchedBy.CODE),
    ],
)
def test_a_name_is_matched_through_names_now_and_before(written, code, by):
    keep(written)
    assert (only().state, only().firm, only().matched_by) == (NameState.MATCHED, code, by)


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("上海新名", []),
        ("上海新名公司分公司", []),
        (("上海新名公司", OTHER), [OTHER, FIRM_CODE]),
        (("上海新名公司", THIRD), [FIRM_CODE]),
    ],
)
def test_what_is_not_sure_waits_and_gives_nobody_a_recognition(written, candidates):
    keep(written)
    assert (only().state, only().firm) == (NameState.WAITING, "")
    assert only().candidates == candidates
    assert not Record.objects.filter(sheet__in=("recognition", "listings")).exists()


@pytest.mark.usefixtures("there")
def test_a_former_name_that_another_firm_has_now_is_ambiguous():
    enterprise(THIRD, "上海旧名公司")
    keep("上海旧名公司")
    assert only().candidates == sorted([FIRM_CODE, THIRD])
    assert only().why == "本区有 2 家企业现在或曾经用这个名称"


@pytest.mark.usefixtures("there")
def test_a_matched_name_is_a_recognition_with_all_that_the_list_says():
    keep("上海新名公司")
    dossier = dossier_of(Enterprise.objects.get(code=FIRM_CODE), DAY)
    (row,) = dossier.tables["认定"]
    said = {
        "类别": "专精特新",
        "称号": "市级专精特新中小企业",
        "等级": "市级",
        "认定日期": date(2022, 5, 1),
        "状态": "已认定",
        "批次": "2022年第一批",
        "名单文号": "示例〔2022〕1号",
        "认定机关": "示例市经济信息化委",
        "有效期至": date(2025, 4, 30),
        "下次复核日期": date(2025, 2, 1),
    }
    assert {name: row.values[name] for name in said} == said
    assert "首次" not in row.values
    record = Record.objects.get(sheet="recognition")
    assert record.origins["*"] == ["上海市专精特新中小企业公示名单2022年第一批", "2022-06-01"]
    (listing,) = dossier.listings
    assert (listing.list_name, listing.since) == (LIST.title, LIST.day)
    assert dossier.lists[LIST.title] == LIST.read_on


@pytest.mark.usefixtures("there")
def test_a_list_with_a_name_that_waits_is_not_known_until_it_is_decided(actor):
    keep("上海新名公司", "上海不详公司")
    other = Enterprise.objects.get(code=OTHER)
    assert LIST.title not in dossier_of(other, DAY).lists
    waiting = ListedName.objects.get(state=NameState.WAITING)
    set_name_aside(actor(Role.OFFICER), waiting.pk, "注册在外区")
    assert dossier_of(other, DAY).lists[LIST.title] == LIST.read_on


@pytest.mark.usefixtures("there")
def test_importing_a_list_again_changes_nothing_and_more_names_are_added():
    keep("上海新名公司", "上海不详公司")
    tables = (NameList, ListedName, Record, KnownSheet)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    keep("上海新名公司", "上海不详公司")
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    keep("上海新名公司", "上海括号（示例）公司")
    assert ListedName.objects.count() == 3


@pytest.mark.usefixtures("there")
def test_a_firm_named_twice_on_a_list_is_recognised_once():
    keep("上海新名公司", "上海旧名公司")
    second = ListedName.objects.get(name="上海旧名公司")
    assert (second.state, second.candidates) == (NameState.WAITING, [FIRM_CODE])
    assert Record.objects.filter(sheet="recognition").count() == 1


@pytest.mark.usefixtures("there")
def test_a_recognition_the_file_holds_already_is_completed_not_doubled():
    held = {"id": "认1", "title": LIST.honour, "level": "国家级", "recognised_on": "2022-05-01"}
    Record.objects.create(
        region=REGION, sheet="recognition", key="认1", firm=FIRM_CODE, values=held, origins={}
    )
    keep("上海新名公司")
    values = Record.objects.get(sheet="recognition").values
    assert (values["id"], values["level"]) == ("认1", "国家级")
    assert values["list_number"] == LIST.number


@pytest.mark.usefixtures("there")
def test_an_officer_claims_a_name_with_a_reason_and_it_is_written_down(actor):
    keep(("上海新名公司", OTHER))
    officer = actor(Role.OFFICER)
    with pytest.raises(RefusedError, match="写明理由"):
        claim_name(officer, only().pk, FIRM_CODE, "  ")
    with pytest.raises(RefusedError, match="没有信用代码为"):
        claim_name(officer, only().pk, THIRD, "电话核实")
    claim_name(officer, only().pk, FIRM_CODE, "名单上的代码写错，已电话核实")
    assert Record.objects.get(sheet="recognition").firm == FIRM_CODE
    entry = Entry.objects.get(verb="认领")
    assert (entry.user_name, entry.reason) == ("沈经办", "名单上的代码写错，已电话核实")
    with pytest.raises(RefusedError, match="已匹配"):
        claim_name(officer, only().pk, OTHER, "再来一次")


@pytest.mark.usefixtures("there")
def test_all_names_nobody_here_may_be_are_set_aside_at_once_and_the_others_are_not(actor):
    given = keep("上海不详公司", "上海外区公司", ("上海新名公司", OTHER))
    assert set_all_aside(actor(Role.OFFICER), given.pk, "均不在本区登记") == 2
    assert ListedName.objects.get(state=NameState.WAITING).name == "上海新名公司"


@pytest.mark.usefixtures("there")
def test_another_districts_officer_neither_decides_nor_matches_here(actor, stranger):
    keep("上海不详公司")
    with pytest.raises(RefusedError) as refused:
        claim_name(stranger, only().pk, FIRM_CODE, "理由")
    assert refused.value.answer.hidden
    with pytest.raises(RefusedError, match="街镇经办不能"):
        set_name_aside(actor(Role.TOWN_CLERK), only().pk, "理由")
    elsewhere = keep_names(System(), "310118", names("上海新名公司"), LIST)
    assert elsewhere.names.get().state == NameState.WAITING


@pytest.mark.usefixtures("there")
def test_a_file_is_read_whole_or_refused_with_every_error(actor):
    lines = ["企业名称,企业", "上海新名公司,", ",", f"上海新名公司,{OTHER[:-1]}Z", "上海新名公司,"]
    upload = SimpleUploadedFile("名单.csv", "\n".join(lines).encode("gb18030"))
    with pytest.raises(BadFilesError) as bad:
        import_names(actor(Role.OFFICER), upload, LIST)
    assert [each.place.line for each in bad.value.problems] == [4, 5]
    assert not NameList.objects.exists()
    sound = SimpleUploadedFile("名单.csv", "企业名称\n上海新名公司\n".encode())
    assert import_names(actor(Role.OFFICER), sound, LIST).names.get().firm == FIRM_CODE
    odd = replace(LIST, valid_until=LIST.day, read_on=date(2022, 1, 1))
    with pytest.raises(RefusedError, match="读取日期早于认定日期；有效期不晚于"):
        import_names(actor(Role.OFFICER), sound, odd)


def dossier(code: str) -> Dossier:
    return dossier_of(Enterprise.objects.get(region=REGION, code=code), DAY)


@pytest.mark.usefixtures("there")
def test_a_name_taken_for_the_wrong_firm_is_released_and_leaves_it_nothing(actor):
    given = keep("上海新名公司")
    assert LIST.title in dossier(FIRM_CODE).lists
    officer = actor(Role.OFFICER)
    name = release_name(officer, only().pk, "同名的另一家")
    assert (name.state, name.firm, name.candidates) == (NameState.WAITING, "", [FIRM_CODE])
    after = dossier(FIRM_CODE)
    assert not after.tables["认定"]
    assert not after.listings
    assert LIST.title not in after.lists
    told = Entry.objects.get(verb="撤销认领")
    assert (told.user_name, told.reason) == (officer.name, "同名的另一家")
    claim_name(officer, name.pk, OTHER, "函询")
    assert [row.values["称号"] for row in dossier(OTHER).tables["认定"]] == [LIST.honour]
    assert dossier(FIRM_CODE).lists[LIST.title] == LIST.read_on
    assert given.names.get().firm == OTHER


@pytest.mark.usefixtures("there")
def test_what_the_file_held_before_the_list_stays_when_a_name_is_released(actor):
    held = {"id": "A", "firm": FIRM_CODE, "title": LIST.honour, "recognised_on": "2022-05-01"}
    Record.objects.create(
        region=REGION,
        sheet="recognition",
        key="A",
        firm=FIRM_CODE,
        values=held,
        origins={"*": ["2021年申报", "2021-06-30"]},
    )
    keep("上海新名公司")
    row = Record.objects.get(sheet="recognition")
    assert row.values["level"] == LIST.level
    release_name(actor(Role.OFFICER), only().pk, "同名的另一家")
    row.refresh_from_db()
    assert (row.values, row.withdrawn_at) == (held, None)


@pytest.mark.usefixtures("there")
def test_a_name_is_released_with_a_reason_by_officers_of_the_district_and_once(actor, stranger):
    keep("上海新名公司")
    for who, why in ((actor(Role.OFFICER), " "), (actor(Role.TOWN_CLERK), "错"), (stranger, "错")):
        with pytest.raises(RefusedError):
            release_name(who, only().pk, why)
    assert only().firm == FIRM_CODE
    assert dossier(FIRM_CODE).tables["认定"]
    release_name(actor(Role.OFFICER), only().pk, "错")
    with pytest.raises(RefusedError):
        release_name(actor(Role.OFFICER), only().pk, "错")

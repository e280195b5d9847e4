"""What programs get from the interface, and what it refuses."""

import json
import re

import pytest
from django.test import Client

from duixian.office.api.access import MARK, Open, Scoped
from duixian.office.api.interface import operations
from duixian.office.library.demonstration import stock

FIRM = "910000000000000457"
TABLES = {
    "企业": [
        {
            "统一社会信用代码": FIRM,
            "名称": "示例甲",
            "工商注册地": "闵行区",
            "税务登记地": "闵行区",
            "成立日期": "2015-03-01",
            "独立法人": "是",
            "行业门类": "工业",
            "从业人数": "120",
            "重大违法违规": "否",
        }
    ],
    "企业年度": [
        {"统一社会信用代码": FIRM, "年度": "2020", "营业收入": "1200"},
        {"统一社会信用代码": FIRM, "年度": "2021", "营业收入": "1500", "研发投入": "60"},
    ],
    "认定": [
        {
            "编号": "R1",
            "企业": FIRM,
            "项目编号": "无",
            "类别": "专精特新",
            "等级": "区级",
            "认定日期": "2021-11-10",
            "首次": "是",
            "状态": "已认定",
        }
    ],
    "奖补历史": [],
    "名单来源": [{"名单名称": "严重违法失信企业名单", "读取日期": "2022-06-01"}],
    "名单": [],
}
"""闵经委规发〔2021〕3号 一（一）: 5 万元; research is 4 % of revenue, above 3 %."""
ASKED = {"region": "310112", "on": "2022-06-30", "tables": TABLES}


@pytest.fixture(autouse=True)
def policies(district):  # noqa: ARG001 - people first
    stock()


def post(data, client: Client):
    return client.post("/api/assess", json.dumps(data), content_type="application/json")


def test_every_operation_says_who_may_call_it():
    for operation in operations():
        access = getattr(operation.view_func, MARK, None)
        assert isinstance(access, Open | Scoped), operation.path
        if isinstance(access, Open):
            assert access.why
            assert not operation.auth_callbacks
        else:
            assert [each.scope for each in operation.auth_callbacks] == [access.scope]


def test_a_firm_sent_along_is_assessed_to_the_fen(client):
    answer = post(ASKED, client)
    assert answer.status_code == 200, answer.content
    (assessment,) = answer.json()["assessments"]
    granted = [one for one in assessment["entitlements"] if one["verdict"] == "granted"]
    assert [(one["row"]["measure"], one["own"]) for one in granted] == [
        ("1.1", {"low": 5_000_000, "high": 5_000_000})
    ]


def test_a_table_left_out_is_unknown_and_an_empty_one_is_empty(client):
    tables = {name: rows for name, rows in TABLES.items() if name != "奖补历史"}
    (assessment,) = post(ASKED | {"tables": tables}, client).json()["assessments"]
    assert not [one for one in assessment["entitlements"] if one["verdict"] == "granted"]


def test_all_wrong_cells_come_back_at_once_with_their_places(client):
    wrong = json.loads(json.dumps(TABLES))
    wrong["企业"][0]["从业人数"] = "很多"
    wrong["企业"][0]["成立日期"] = "2015-02-30"
    wrong["认定"][0]["等级"] = "乡级"
    wrong["没有的表"] = []
    answer = post(ASKED | {"tables": wrong}, client)
    assert answer.status_code == 422
    told = {(each["where"], each["found"]) for each in answer.json()["problems"]}
    assert ("tables", "没有的表") in told
    assert len(told) == 4


def test_a_number_is_never_taken_as_a_float(client):
    wrong = json.loads(json.dumps(TABLES))
    wrong["企业"][0]["从业人数"] = 120.5
    answer = post(ASKED | {"tables": wrong}, client)
    assert answer.status_code == 422
    assert "应为文字" in answer.json()["problems"][0]["what"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/policies?region=310112", 200),
        ("/api/policies?region=999999", 404),
        ("/api/policies?region=abc", 422),
        ("/api/policies", 422),
        ("/api/measures/1.1?region=310112&policy=闵经委规发〔2021〕3号", 200),
        ("/api/measures/99?region=310112&policy=闵经委规发〔2021〕3号", 404),
        ("/api/facts?region=310112", 200),
        ("/api/openapi.json", 200),
        ("/api/docs", 200),
    ],
)
def test_open_operations_answer(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    if status >= 400:
        assert answer.json()["message"]


def test_what_is_no_json_is_told_in_chinese(client):
    answer = client.post("/api/assess", "{", content_type="application/json")
    assert answer.status_code == 400
    assert "JSON" in answer.json()["message"]


def test_the_documentation_asks_no_other_host(client):
    page = client.get("/api/docs").content.decode()
    assert len(page) < 100_000
    assert {each.path for each in operations()} <= set(re.findall("/api(/[^<]+)</code>", page))
    assert page.count("<script") == client.get("/sign-in/").content.decode().count("<script")
    assert "没有给出有效的令牌" in page
    links = set(re.findall('href="#([^"]+)"', page))
    assert len(links) > 30
    assert links <= set(re.findall('id="([^"]+)"', page))
    assert "http://" not in page
    assert "https://" not in page
    assert "//cdn" not in page

"""Who asks the site, as locust runs them."""

import re
from urllib.parse import quote

from locust import FastHttpUser, constant, task

FIRM = {
    "on": "2022-06-30",
    "region": "310112",
    "enterprise.registered_district": "闵行区",
    "enterprise.tax_district": "闵行区",
    "enterprise.founded_on": "2015-03-01",
    "enterprise.has_major_violation": "否",
    "enterprise.is_legal_person": "是",
    "enterprise.industry_class": "工业",
    "enterprise.employees": "120",
    "enterprise.revenue.2020": "1200",
    "enterprise.revenue.2021": "1500",
    "enterprise.research_expenditure.2021": "60",
    "has.recognition": "有",
    "rows.recognition": "1",
    "recognition-1.project_id": "无",
    "recognition-1.kind": "专精特新",
    "recognition-1.level": "区级",
    "recognition-1.recognised_on": "2021-11-10",
    "recognition-1.is_first": "是",
    "recognition-1.status": "已认定",
    "list.严重违法失信企业名单": "否",
    "history": "没有",
}
MEASURE = f"/policies/{quote('闵经委规发〔2021〕3号')}/measures/1.1/"
LISTS = (
    "?verdict=granted&order=most",
    "?order=town",
    "?verdict=pending&page=7",
)
_FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class _User(FastHttpUser):
    abstract = True
    wait_time = constant(0)

    def form(self, address: str) -> dict[str, str]:
        """The hidden field of a form."""
        with self.client.get(address, name="before", catch_response=True) as page:
            found = _FORM.search(page.text)
        return {"csrfmiddlewaretoken": found.group(1)} if found else {}


class Bare(_User):
    @task
    def page(self) -> None:
        self.client.get("/", name="Bare")


class Measure(_User):
    @task
    def page(self) -> None:
        self.client.get(MEASURE, name="Measure")


class SelfCheck(_User):
    def on_start(self) -> None:
        self.sent = FIRM | self.form("/check/")

    @task
    def check(self) -> None:
        with self.client.post(
            "/check/", self.sent, name="SelfCheck", catch_response=True
        ) as answer:
            if "首次评为区级专精特新" not in answer.text:
                answer.failure("the firm did not get what it is entitled to")


class Rows(_User):
    def on_start(self) -> None:
        account = {"username": "officer", "password": "duixian-2022"}
        sent = account | self.form("/sign-in/")
        self.client.post("/sign-in/", sent, name="before", allow_redirects=False)
        self.turn = 0

    @task
    def rows(self) -> None:
        self.turn += 1
        address = f"/matching/1/rows/{LISTS[self.turn % len(LISTS)]}"
        with self.client.get(address, name="Rows", catch_response=True) as answer:
            if "<table" not in answer.text:
                answer.failure("no list")

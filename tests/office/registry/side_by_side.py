"""A program over an empty database: two officers do the same at one moment, matter by matter."""

import json
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction

from duixian.intake.workbook.template import write_template
from duixian.office.audit.services.verify import verify
from duixian.office.common.actor import Actor, System
from duixian.office.common.answers import RefusedError
from duixian.office.people.demonstration import FIRM_CODE, REGION, SINCE, settle
from duixian.office.people.enums import Role
from duixian.office.people.models import Post, User
from duixian.office.people.selectors import actors
from duixian.office.registry.applying import Origin
from duixian.office.registry.enums import NameState
from duixian.office.registry.locking import one_at_a_time
from duixian.office.registry.models import CreditRecord, Enterprise, ListedName, RecordChange
from duixian.office.registry.naming import Written
from duixian.office.registry.services.confirm_import import confirm_import
from duixian.office.registry.services.decide_name import set_name_aside
from duixian.office.registry.services.hand_in import hand_in
from duixian.office.registry.services.import_folder import import_folder
from duixian.office.registry.services.import_names import Published, keep_names
from duixian.office.registry.services.judge_correction import judge_correction
from duixian.office.registry.services.keep_credit import enter_credit
from duixian.office.registry.services.propose_correction import Proposal, propose_correction
from duixian.office.registry.vocabulary import vocabulary
from tests.office.registry.test_credit import PENALTY

DAY = date(2022, 6, 30)
ORIGIN = Origin("2022年申报", DAY)
LIST = Published(
    *("示例公示名单", DAY, DAY, "高新技术", "高新技术企业", "国家级", "示例机构"),
)
ROW = {"统一社会信用代码": FIRM_CODE, "名称": "上海示例公司"}


def main() -> None:
    """Prints as JSON what each officer was told, and how often each matter was done."""
    call_command("migrate", verbosity=0)
    settle()
    officers = [_actor("officer"), _colleague()]
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "企业数据.xlsx"
        write_template(book, vocabulary(), {"企业": [{**ROW, "从业人数": 120}]})
        told = {"import": at_once(lambda _: import_folder(System(), REGION, book, ORIGIN))}
        write_template(book, vocabulary(), {"企业": [{**ROW, "从业人数": 130}]})
        file = SimpleUploadedFile(book.name, book.read_bytes())
        handed = hand_in(officers[0], [file], ORIGIN)
    told["confirm"] = at_once(lambda n: confirm_import(officers[n], handed.pk))
    proposal = Proposal("enterprise", FIRM_CODE, "employees", "140", "社保人数")
    made = propose_correction(_actor("applicant"), Enterprise.objects.get(), proposal, None)
    told["correct"] = at_once(lambda n: judge_correction(officers[n], made.pk, "accept", ""))
    name = keep_names(System(), REGION, [Written(2, "别处公司")], LIST).names.get()
    told["name"] = at_once(lambda n: set_name_aside(officers[n], name.pk, "不在本区"))
    entry = replace(PENALTY, firm=FIRM_CODE)
    told["credit"] = at_once(lambda n: enter_credit(officers[n], entry, ORIGIN))
    told["lock"] = waited() if connection.vendor == "postgresql" else []
    told["audit"] = [fault.what for fault in verify()]
    print(json.dumps({**told, "done": counts()}))  # noqa: T201 - whoever started it reads this


def at_once(one: Callable[[int], object]) -> list[str]:
    """What each of two is told who begin together; "" is told to whoever did it."""
    start, told = threading.Barrier(2), ["died", "died"]

    def do(number: int) -> None:
        start.wait()
        try:
            one(number)
            told[number] = ""
        except RefusedError as refused:
            told[number] = refused.answer.because
        finally:
            connection.close()

    _together([threading.Thread(target=do, args=(number,)) for number in range(2)])
    return sorted(told)


def waited() -> list[str]:
    """The order in which the lock lets in: its holder first, but for another district."""
    order: list[str] = []

    def enter(region: str, name: str) -> None:
        with transaction.atomic():
            one_at_a_time(region)
            order.append(name)
        connection.close()

    same = threading.Thread(target=enter, args=(REGION, "same"))
    with transaction.atomic():
        one_at_a_time(REGION)
        _together([threading.Thread(target=enter, args=("310118", "other"))])
        same.start()
        same.join(1)
        order.append("holder")
    same.join()
    return order


def counts() -> list[int]:
    """Changed values, credit records, names set aside."""
    aside = ListedName.objects.filter(state=NameState.FOREIGN)
    return [RecordChange.objects.count(), CreditRecord.objects.count(), aside.count()]


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _actor(username: str) -> Actor:
    return next(iter(actors(User.objects.get(username=username), DAY).values()))


def _colleague() -> Actor:
    """Another officer of the same office."""
    office = User.objects.get(username="officer").posts.get().organisation
    user = User.objects.create_user("second", "another-2022-word", name="何经办")
    Post.objects.create(user=user, organisation=office, role=Role.OFFICER, since=SINCE)
    return _actor("second")

"""The auditors' questions find their index and are answered page by page without gaps."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from duixian.office.audit import selectors
from duixian.office.audit.models import Entry
from duixian.office.audit.selectors import Wanted, entries_in, narrowed
from duixian.office.audit.services.record import Subject, record
from duixian.office.common.actor import System

REGION = "310112"


def write(monkeypatch, minutes: list[int]) -> None:
    """Rows at so many minutes after a moment, in the order of their numbers."""
    begin = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    for each in minutes:
        moment = begin + dt.timedelta(minutes=each)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        with transaction.atomic():
            record(System(), "登记", Subject("企业", "1", "示例企业", REGION))


def write_many(monkeypatch) -> None:
    """As many rows as a few days bring, each of its own subject."""
    write(monkeypatch, [0])
    first = Entry.objects.values().get()
    more = [
        Entry(
            **{
                **first,
                "number": each,
                "at": first["at"] + dt.timedelta(hours=each),
                "verb": f"动作{each}",
                "subject_name": f"企业{each}",
                "user_name": f"人{each}",
            }
        )
        for each in range(2, 2000)
    ]
    Entry.objects.bulk_create(more)


@pytest.mark.usefixtures("db")
def test_pages_show_every_row_once_even_where_the_clock_was_put_back(monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 2)
    write(monkeypatch, [0, 5, 5, 5, 2, 9, 9])
    pages: list[list[int]] = []
    before = 0
    while (not pages or before) and len(pages) < 5:
        found = entries_in(REGION, Wanted(), before)
        pages.append([each.number for each in found.entries])
        before = found.before
    assert pages == [[7, 6], [4, 3], [2, 5], [1]]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(person="没有这人"), "audit_by_words"),
        (Wanted(verb="没有这事"), "audit_by_words"),
        (Wanted(subject="没有这家"), "audit_by_words"),
        (Wanted(since=dt.date(2026, 3, 1), until=dt.date(2026, 3, 2)), "audit_by_time"),
    ],
)
def test_a_question_finds_its_index(monkeypatch, wanted, index):
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database looks through all rows")
    write_many(monkeypatch)
    rows = Entry.objects.all() if index == "audit_by_words" else Entry.objects.filter(region=REGION)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_entry")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")  # what is left is read by bitmaps
    assert index in narrowed(rows, wanted).explain()

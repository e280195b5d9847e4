"""Signed readings: numbered, dated, never edited, followed only by later ones."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from duixian.office.audit.models import Entry
from duixian.office.common.answers import RefusedError
from duixian.office.library.models import Interpretation
from duixian.office.library.selectors import interpretations_of
from duixian.office.library.services.sign_interpretation import Reading, sign_interpretation
from duixian.office.people.enums import Role

NUMBER = "闵经委规发〔2021〕7号"
READING = Reading(NUMBER, "2", "从哪一天起算三年？", "从起租日期起算。")


@pytest.fixture
def signed(shelf, actor) -> Interpretation:  # noqa: ARG001 - policies first
    return sign_interpretation(actor(Role.HEAD), READING)


def test_a_reading_is_numbered_dated_signed_and_written_down(signed):
    today = timezone.localdate()
    assert str(signed) == f"解释〔{today.year}〕1号"
    assert (signed.signed_on, signed.signature) == (today, "产业科 吴科长")
    assert "从起租日期起算" in Entry.objects.get(verb="签发解释口径").after


def test_a_later_reading_replaces_an_earlier_one_once(signed, actor):
    later = Reading(NUMBER, "2", READING.question, "从交付之日起算。", replaces=signed.pk)
    made = sign_interpretation(actor(Role.HEAD), later)
    assert made.serial == 2
    assert interpretations_of(NUMBER) == [made]
    with pytest.raises(RefusedError, match="已被解释"):
        sign_interpretation(actor(Role.HEAD), later)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (Reading("某号", "", "问", "答"), "本区没有发布 某号"),
        (Reading(NUMBER, "99", "问", "答"), "没有措施 99"),
        (Reading("青经发〔2022〕19号", "", "问", "答"), "本区没有发布"),
    ],
)
def test_a_reading_of_nothing_known_is_refused(actor, reading, said):
    with pytest.raises(RefusedError, match=said):
        sign_interpretation(actor(Role.HEAD), reading)


@pytest.mark.usefixtures("shelf")
def test_an_officer_does_not_sign(actor):
    with pytest.raises(RefusedError, match="不能签发解释口径"):
        sign_interpretation(actor(Role.OFFICER), READING)


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE library_interpretation SET answer = '别的'", "DELETE FROM library_interpretation"],
)
def test_a_signed_reading_cannot_be_changed_in_sql(statement):
    with (
        pytest.raises(DatabaseError, match="不能"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

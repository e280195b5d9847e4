"""A firm is told once, on the site and by mail as it wishes; nobody reads another firm's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from duixian.office.audit.models import Entry
from duixian.office.common.actor import System
from duixian.office.common.answers import RefusedError
from duixian.office.notices import sending
from duixian.office.notices.enums import MailState, Topic
from duixian.office.notices.models import Mail, Message, Preference
from duixian.office.notices.selectors import message_for, messages_of, preference_of, told_of
from duixian.office.notices.sending import send
from duixian.office.notices.services.pick_up_mails import LONGEST, pick_up_mails
from duixian.office.notices.services.read import read
from duixian.office.notices.services.set_preference import set_preference
from duixian.office.notices.services.tell import Note, tell
from duixian.office.people.enums import Role
from duixian.office.people.models import User
from tests.office.notices.conftest import REFUSED

NOTE = Note("run-7", "有 2 项可以兑现的政策", "可以兑现的政策（2 项）\n· 租金补贴：58 万元")


def told(firm) -> Message:
    assert tell(System(), firm, NOTE)
    return Message.objects.get(organisation=firm)


def test_a_firm_is_told_once_of_one_thing(firm):
    told(firm)
    assert not tell(System(), firm, NOTE)
    assert Message.objects.count() == 1
    assert [each.address for each in Mail.objects.all()] == ["one@example.com"]
    assert Entry.objects.filter(verb="通知企业").count() == 1


def test_a_mail_arrives_once_with_the_words_of_the_message(firm, letters):
    message = told(firm)
    assert DBTaskResult.objects.filter(task_path__endswith="send_mails").count() == 1
    send(message.pk)
    send(message.pk)
    (letter,) = letters.received
    assert letter["To"] == "one@example.com"
    assert letter["Subject"] == "[兑现] 有 2 项可以兑现的政策"
    assert "租金补贴：58 万元" in letter.get_content()
    assert Mail.objects.get().state == MailState.SENT
    assert told_of(NOTE.source).sent == 1


def test_a_mail_that_is_refused_says_why_and_the_others_go_out(firm, letters):
    User.objects.filter(username="two").update(email=REFUSED)
    send(told(firm).pk)
    assert [letter["To"] for letter in letters.received] == ["one@example.com"]
    failed = Mail.objects.get(address=REFUSED)
    assert failed.state == MailState.FAILED
    assert "no such mailbox" in failed.reason


def test_a_mail_that_was_being_sent_when_the_program_ended_is_picked_up_later(
    firm, letters, monkeypatch
):
    message = told(firm)

    def killed(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(sending, "_send", killed)
    with pytest.raises(SystemExit):
        send(message.pk)
    monkeypatch.undo()
    send(message.pk)
    assert not letters.received
    assert pick_up_mails() == 0
    assert Mail.objects.get().state == MailState.SENDING
    Mail.objects.update(tried_at=timezone.now() - LONGEST - timedelta(seconds=1))
    before = DBTaskResult.objects.count()
    assert pick_up_mails() == 1
    assert pick_up_mails() == 0
    assert DBTaskResult.objects.count() == before + 1
    send(message.pk)
    assert len(letters.received) == 1
    assert Mail.objects.get().state == MailState.SENT


def test_a_mail_that_is_sent_again_is_known_as_the_same_and_others_are_not(firm, letters):
    User.objects.filter(username="two").update(email="two@example.com")
    message = told(firm)
    send(message.pk)
    Mail.objects.update(state=MailState.WAITING)
    send(message.pk)
    numbers = [letter["Message-ID"] for letter in letters.received]
    assert numbers[:2] == numbers[2:]
    assert len(set(numbers)) == 2
    assert all(number.endswith("@example.com>") for number in numbers)


def test_mails_that_are_over_or_wait_are_not_picked_up(firm):
    told(firm)
    long_ago = timezone.now() - 2 * LONGEST
    for state in (MailState.WAITING, MailState.SENT, MailState.FAILED):
        Mail.objects.update(state=state, tried_at=long_ago)
        assert pick_up_mails() == 0


def test_without_a_mail_server_mails_wait(firm, settings):
    settings.DUIXIAN_MAIL = False
    send(told(firm).pk)
    assert Mail.objects.get().state == MailState.WAITING


def test_a_firm_that_wants_no_mail_is_told_on_the_site_only(firm, own):
    set_preference(own, [Topic.GRANTED], by_mail=False)
    told(firm)
    assert not Mail.objects.exists()
    entry = Entry.objects.get(verb="设置消息")
    assert entry.before != entry.after


def test_only_the_firm_itself_reads_its_messages(firm, own, actor):
    message = told(firm)
    other = actor(Role.APPLICANT)
    assert list(messages_of(own)) == [message]
    assert not messages_of(other)
    for attempt in (lambda: message_for(other, message.pk), lambda: read(other, message)):
        with pytest.raises(RefusedError) as refused:
            attempt()
        assert refused.value.answer.hidden
    with pytest.raises(RefusedError):
        messages_of(actor(Role.OFFICER))


@pytest.fixture
def own_browser(own) -> Client:
    client = Client()
    user = User.objects.get(pk=own.user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_an_empty_inbox_says_what_will_come(own_browser):
    assert "还没有消息" in own_browser.get(reverse("messages")).content.decode()


def test_opening_a_message_marks_it_as_read_once(firm, own_browser, browser):
    message = told(firm)
    assert "未读" in own_browser.get(reverse("messages")).content.decode()
    address = reverse("message", args=[message.pk])
    for _ in range(2):
        assert "租金补贴" in own_browser.get(address).content.decode()
    assert Entry.objects.filter(verb="阅读消息").count() == 1
    assert "已读" in own_browser.get(reverse("messages")).content.decode()
    assert browser(Role.APPLICANT).get(address).status_code == 404
    assert browser(Role.OFFICER).get(address).status_code == 403


def test_the_firm_sets_what_it_hears_of(firm, own_browser):
    own_browser.post(reverse("message-settings"), {"topics": ["near"]})
    found = preference_of(firm)
    assert (found.topics, found.by_mail) == (["near"], False)
    own_browser.post(reverse("message-settings"), {"topics": ["别的"], "by_mail": "on"})
    assert Preference.objects.get().by_mail is False, "what cannot be read changes nothing"

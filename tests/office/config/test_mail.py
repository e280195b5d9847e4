"""The address of the mail server is read as it is meant, or refused with what is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from duixian.office.config.mail import MailServer, mail_server


def test_an_address_gives_server_user_and_sender():
    found = mail_server("smtps://notice%40example.com:p%2Fw@mail.example.com", "")
    assert found == MailServer(
        "smtps", "mail.example.com", 465, "notice@example.com", "p/w", "notice@example.com"
    )
    assert mail_server("smtp+starttls://u@relay:2525", "a@b.cn").port == 2525
    assert not mail_server("", "").host


@pytest.mark.parametrize(
    ("address", "told"),
    [("mail.example.com:25", "应形如"), ("http://x", "应形如"), ("smtp://relay", "发件人")],
)
def test_an_address_that_cannot_be_meant_is_refused(address, told):
    with pytest.raises(ImproperlyConfigured, match=told):
        mail_server(address, "")

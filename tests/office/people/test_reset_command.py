"""Whoever keeps the site resets somebody whom no single district may reset."""

import pytest
from click.testing import CliRunner, Result

from duixian.cli import office_reset
from duixian.office.audit.models import Entry
from duixian.office.people.demonstration import SINCE
from duixian.office.people.enums import OrganisationKind, Role
from duixian.office.people.models import Organisation, Post, User


@pytest.fixture
def of_two(district) -> User:  # noqa: ARG001 - people first
    """An officer of the district who is one of another district, too."""
    user = User.objects.get(username="officer")
    office = Organisation.objects.create(
        region="310118", kind=OrganisationKind.OFFICE, name="产业科"
    )
    Post.objects.create(user=user, organisation=office, role=Role.OFFICER, since=SINCE)
    return user


@pytest.fixture
def reset(monkeypatch):
    """Asks the command; the site is there already."""
    monkeypatch.setattr(office_reset, "start", lambda **_: None)

    def ask(username: str) -> Result:
        return CliRunner().invoke(office_reset.command, [username])

    return ask


def test_the_new_password_is_shown_once_and_both_districts_read_of_it(of_two, reset):
    before = of_two.session_round
    told = reset("officer")
    assert told.exit_code == 0
    password = told.output.split("初始密码 ")[1].split("（")[0]
    of_two.refresh_from_db()
    assert of_two.check_password(password)
    assert of_two.session_round == before + 1
    entries = Entry.objects.filter(verb="重置登录", subject_name=of_two.name)
    assert sorted(entry.region for entry in entries) == ["310112", "310118"]
    assert password not in str(list(entries.values()))


@pytest.mark.usefixtures("district")
def test_somebody_without_a_post_is_reset_and_the_log_of_the_site_tells_of_it(reset):
    User.objects.create_user("new", "first-password-1", name="新来者")
    told = reset("new")
    assert told.exit_code == 0
    (entry,) = Entry.objects.filter(verb="重置登录")
    assert (entry.subject_name, entry.region, entry.user_name) == ("新来者", "", "系统")


def test_nobody_is_reset_under_a_name_that_is_not_there(of_two, reset):
    kept = of_two.password
    told = reset("nobody")
    assert told.exit_code != 0
    of_two.refresh_from_db()
    assert of_two.password == kept

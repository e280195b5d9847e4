"""The forms of signing in and of one's own account."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm

from duixian.office.people.enums import OrganisationKind, Role, Scope
from duixian.office.people.models import User
from duixian.office.portal.widgets import DayInput

NEW = "new-password"
"""By this browsers know where to propose one, and what to keep."""


class SignInForm(AuthenticationForm):
    """Name and password."""

    error_messages = {  # noqa: RUF012 - the attribute is Django's
        "invalid_login": "登录名或密码不对，请重试。连续输错 5 次将锁定 15 分钟。",
        "inactive": "这个账号已停用，请联系管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["password"].label = "密码"


class TokenForm(forms.Form):
    """The six digits of an authenticator."""

    token = forms.RegexField(
        r"^\d{6}$",
        label="动态口令",
        error_messages={"required": "请输入六位动态口令", "invalid": "动态口令是六位数字"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PasswordForm(forms.Form):
    """The password there was, and the new one twice."""

    old = forms.CharField(
        label="现在的密码", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(label="新密码", widget=forms.PasswordInput({"autocomplete": NEW}))
    again = forms.CharField(
        label="再输一次新密码", widget=forms.PasswordInput({"autocomplete": NEW})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        rules = password_validation.password_validators_help_texts()
        self.fields["new"].help_text = "；".join(rule.rstrip("。") for rule in rules)

    def clean(self) -> dict[str, Any]:
        """Both new ones agree, the old one is right, and the rules of the site are kept."""
        given = super().clean() or {}
        if given.get("old") and not self.user.check_password(given["old"]):
            self.add_error("old", "现在的密码不对")
        if given.get("new") and given["new"] == given.get("old"):
            self.add_error("new", "新密码要和现在的不同")
        if given.get("new") and given["new"] != given.get("again"):
            self.add_error("again", "两次输入的新密码不一样")
        if given.get("new"):
            try:
                password_validation.validate_password(given["new"], self.user)
            except forms.ValidationError as broken:
                self.add_error("new", broken)
        return given


class IssueForm(forms.Form):
    """What a token is for, in which post, for what, and until when."""

    name = forms.CharField(label="用途", max_length=100, help_text="例如：每周取匹配结果的程序")
    post = forms.ChoiceField(label="以哪个岗位")
    scopes = forms.MultipleChoiceField(
        label="范围", choices=Scope, widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(label="有效至", widget=DayInput(), help_text="最长一年")

    def __init__(
        self, posts: list[tuple[str, str]], today: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(until=today + timedelta(days=90))
        field = self.fields["post"]
        if isinstance(field, forms.ChoiceField):
            field.choices = posts


class PlaceForm(forms.Form):
    """Where a person works, as what, and from when."""

    kind = forms.ChoiceField(label="单位类别", choices=OrganisationKind)
    organisation = forms.CharField(label="单位名称", max_length=200)
    code = forms.CharField(
        label="统一社会信用代码", max_length=18, required=False, help_text="只有企业要填"
    )
    role = forms.ChoiceField(label="角色", choices=Role)
    since = forms.DateField(label="自", widget=DayInput())

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today)

    def clean(self) -> dict[str, Any]:
        """A firm has a code, and nothing else has."""
        given = super().clean() or {}
        if (given.get("kind") == OrganisationKind.FIRM) != bool(given.get("code")):
            self.add_error("code", "企业要填统一社会信用代码，其他单位不填")
        return given


class EnrolForm(PlaceForm):
    """A new person with their first post."""

    username = forms.CharField(label="登录名", max_length=150)
    name = forms.CharField(label="姓名", max_length=150)
    field_order = ["username", "name", "kind", "organisation", "code", "role", "since"]  # noqa: RUF012 - the attribute is Django's

"""Users, organisations, the posts people hold in them, and who stands in for whom."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from duixian.office.people.enums import FIRM_ROLES, OrganisationKind, Role, Scope

REGION = RegexValidator(r"^\d{6}$", "地区应是六位行政区划代码")


class Organisation(models.Model):
    """An office, a town, a park, a firm.

    `code` is the 统一社会信用代码 of a firm and empty otherwise. `first_reviewer` is the town, park
    or parent company that receives the firm's applications first.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind)
    name = models.CharField("名称", max_length=200)
    code = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    parent = models.ForeignKey(
        "self",
        verbose_name="上级单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    first_reviewer = models.ForeignKey(
        "self",
        verbose_name="首审单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="firms",
    )

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        ordering: ClassVar = ["region", "kind", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "kind", "name"],
                name="一个区里同类单位不重名",
                condition=Q(code=""),
            ),
            models.UniqueConstraint(
                fields=["region", "code"], name="一个区里信用代码不重复", condition=~Q(code="")
            ),
            models.CheckConstraint(
                condition=Q(kind=OrganisationKind.FIRM) | Q(first_reviewer=None),
                name="只有企业有首审单位",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A user with a hashed password; without one nobody can sign in with it."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from their posts.

    `session_round` grows when all sessions of the person are ended. `password_given`: whoever
    opened or reset the account knows its password, until the person chooses another.
    """

    username = models.CharField("登录名", max_length=150, unique=True)
    name = models.CharField("姓名", max_length=150)
    email = models.EmailField("邮箱", blank=True, default="")
    is_active = models.BooleanField("可登录", default=True)
    session_round = models.PositiveIntegerField("会话轮次", default=0)
    password_given = models.BooleanField("密码由他人给定", default=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Changes with the password and when all sessions are ended."""
        return f"{super().get_session_auth_hash()}{self.session_round}"


class Post(models.Model):
    """A role a user holds in an organisation, from a day until a day (both included)."""

    user = models.ForeignKey(
        User, verbose_name="用户", on_delete=models.PROTECT, related_name="posts"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="posts"
    )
    role = models.CharField("角色", max_length=30, choices=Role)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        ordering: ClassVar = ["user", "since"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "since"], name="同一岗位不重复登记"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="岗位不能在开始之前结束"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.organisation} {self.get_role_display()}"

    @property
    def is_staff(self) -> bool:
        """Whether the post is one of an office rather than of a firm."""
        return self.role not in FIRM_ROLES


class Deputy(models.Model):
    """A colleague works on the queue of a post for a period, both days included.

    Once recalled it is over, whatever the period says.
    """

    post = models.ForeignKey(
        Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="deputies"
    )
    user = models.ForeignKey(
        User, verbose_name="代理人", on_delete=models.PROTECT, related_name="deputises"
    )
    since = models.DateField("自")
    until = models.DateField("至")
    reason = models.CharField("原因", max_length=200)
    recalled_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="代理不能在开始之前结束"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} 代 {self.post}"


class Token(models.Model):
    """A program acts in a post, within scopes, until a day; only a digest of the secret is kept."""

    post = models.ForeignKey(
        Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="tokens"
    )
    name = models.CharField("用途", max_length=100)
    scopes = models.JSONField("范围", default=list)
    digest = models.CharField("摘要", max_length=64, unique=True)
    issued_at = models.DateTimeField("签发时间", auto_now_add=True)
    until = models.DateField("有效至")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        verbose_name_plural = "接口令牌"
        ordering: ClassVar = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"

    @property
    def scope_labels(self) -> list[str]:
        """What it may be used for, in Chinese."""
        return [Scope(each).label for each in self.scopes]

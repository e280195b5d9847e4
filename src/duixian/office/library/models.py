"""The rows of published policies: shared ground, versions of policy files, signed readings.

Texts are kept whole and named by their SHA-256, so that a decision can be recomputed from the very
words it was made by. The database itself refuses to change what is published (`migrations/sql`).
"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from duixian.office.library.enums import State
from duixian.office.people.models import User

REGION = RegexValidator(r"^\d{6}$", "地区代码是六位数字")


class Foundation(models.Model):
    """What all policies stand on, used from a day on: the vocabulary and the dated catalogues."""

    since = models.DateField("启用日")
    facts = models.TextField("事实词汇")
    catalogues = models.TextField("目录和公布值")
    sha256 = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "词汇和目录"
        verbose_name_plural = "词汇和目录"
        ordering: ClassVar = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.since} {self.sha256[:12]}"


class PolicyVersion(models.Model):
    """One version of a policy file with its cases and, where it is held, the official text.

    `since` is the day from which a published version is used; `in_force_from` the first day of the
    policy itself. Nobody settles what they proposed; both are empty where the site itself acted.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    number = models.CharField("文号", max_length=120)
    title = models.CharField("标题", max_length=200)
    in_force_from = models.DateField("政策施行日")
    policy_text = models.TextField("政策文件")
    cases_text = models.TextField("例子", blank=True, default="")
    official_text = models.TextField("原文", blank=True, default="")
    sha256 = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    reason = models.CharField("修改说明", max_length=500)
    proposed_by = models.ForeignKey(
        User, verbose_name="提出人", on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    proposed_at = models.DateTimeField("提出时间")
    settled_by = models.ForeignKey(
        User, verbose_name="办理人", on_delete=models.PROTECT, null=True, related_name="settled"
    )
    settled_at = models.DateTimeField("办理时间", null=True)
    settled_because = models.CharField("办理意见", max_length=500, blank=True, default="")
    since = models.DateField("启用日", null=True)

    class Meta:
        verbose_name = "政策规则版本"
        verbose_name_plural = "政策规则版本"
        ordering: ClassVar = ["in_force_from", "number", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "region", "since"], name="library_published"),
            models.Index(fields=["number", "since"], name="library_by_number"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, since__isnull=False)
                | (~Q(state=State.PUBLISHED) & Q(since=None)),
                name="已发布的版本才有启用日",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None)
                | Q(proposed_by=None)
                | ~Q(settled_by=F("proposed_by")),
                name="提出和办理不是同一个人",
            ),
            models.UniqueConstraint(
                fields=["number", "sha256"],
                name="同一内容不重复提出",
                condition=~Q(state=State.RETURNED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.sha256[:12]}"

    @property
    def short(self) -> str:
        """The first twelve digits of the digest, by which people name a version."""
        return self.sha256[:12]


class Interpretation(models.Model):
    """解释口径: how a clause is read, numbered in its district and year, dated and signed.

    `measure` is empty where it is about the whole policy. A reading is never edited; a later one
    `replaces` it.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    policy = models.CharField("文号", max_length=120)
    measure = models.CharField("措施", max_length=40, blank=True, default="")
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveSmallIntegerField("序号")
    question = models.CharField("问题", max_length=300)
    answer = models.TextField("口径")
    signed_on = models.DateField("签发日")
    signed_by = models.ForeignKey(
        User, verbose_name="签发人", on_delete=models.PROTECT, related_name="interpretations"
    )
    signature = models.CharField("署名", max_length=300)
    replaces = models.OneToOneField(
        "self",
        verbose_name="替代",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )

    class Meta:
        verbose_name = "解释口径"
        verbose_name_plural = "解释口径"
        ordering: ClassVar = ["year", "serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "year", "serial"], name="解释口径一区一年内编号不重复"
            ),
        ]

    def __str__(self) -> str:
        return f"解释〔{self.year}〕{self.serial}号"

"""The rows of the audit log, the end of its chain, and its daily seals.

People are written down by value, not by reference: what was done stays readable when an account
or an organisation is gone.
"""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One change of state, or one reading of something sensitive.

    `number` counts from 1 without gaps. `before` and `after` are canonical JSON of the fields that
    changed. `digest` covers everything here and the digest before it.
    """

    number = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    user = models.BigIntegerField("用户", null=True)
    user_name = models.CharField("姓名", max_length=150)
    role = models.CharField("角色", max_length=40)
    organisation = models.CharField("单位", max_length=200)
    region = models.CharField("地区", max_length=6, db_index=True)
    deputy_for = models.CharField("代谁办理", max_length=150)
    verb = models.CharField("动作", max_length=80)
    subject_kind = models.CharField("对象类别", max_length=80)
    subject_id = models.CharField("对象编号", max_length=80)
    subject_name = models.CharField("对象", max_length=300)
    before = models.TextField("原来")
    after = models.TextField("现在")
    reason = models.TextField("理由")
    algorithm = models.CharField("算法", max_length=10)
    previous = models.CharField("上一条摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_by_subject"),
            models.Index(fields=["user", "at"], name="audit_by_user"),
            models.Index(fields=["region", "at", "number"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.user_name} {self.verb} {self.subject_name}"


class Head(models.Model):
    """The end of the chain, one row: locked by whoever adds to it."""

    number = models.BigIntegerField("最后序号", default=0)
    digest = models.CharField("最后摘要", max_length=64, default="")

    class Meta:
        verbose_name = "审计链末端"
        verbose_name_plural = "审计链末端"

    def __str__(self) -> str:
        return f"至第 {self.number} 条"


class Seal(models.Model):
    """The signed end of the chain on a day."""

    day = models.DateField("日期", primary_key=True)
    number = models.BigIntegerField("至第几条")
    digest = models.CharField("摘要", max_length=64)
    key = models.CharField("公钥", max_length=64)
    signature = models.CharField("签名", max_length=128)

    class Meta:
        verbose_name = "每日摘要"
        verbose_name_plural = "每日摘要"
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day} 至第 {self.number} 条"

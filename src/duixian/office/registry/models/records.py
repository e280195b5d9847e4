"""Rows of the registry, what became of them, and the files they were read from."""

from typing import ClassVar

from django.db import models

from duixian.office.people.models import REGION
from duixian.office.registry.enums import ImportState


class StandingRows(models.Manager["Record"]):
    """Rows that were not withdrawn."""

    def get_queryset(self) -> models.QuerySet["Record"]:
        """Without those that were."""
        return super().get_queryset().filter(withdrawn_at=None)


class Record(models.Model):
    """One row of a sheet: `values` by the codes of facts, only those that are known.

    Sums are whole fen, other numbers whole or exact decimal texts in base units, days ISO texts.
    `origins` says where a value comes from, as [source, day it was read]; what it does not name
    comes from `*`. `firm` is whose row it is, `about` the row that an award or a review is about.
    A wrong row is withdrawn: `objects` leaves it out, `everything` does not; its changes say why.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    sheet = models.CharField("表", max_length=40)
    key = models.CharField("行编号", max_length=400)
    firm = models.CharField("企业", max_length=40, default="")
    about = models.CharField("对象编号", max_length=400, default="")
    year = models.PositiveSmallIntegerField("年度", null=True)
    values = models.JSONField("值")
    origins = models.JSONField("来源")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    objects: ClassVar[StandingRows] = StandingRows()
    everything: ClassVar[models.Manager["Record"]] = models.Manager()

    class Meta:
        verbose_name = "档案行"
        verbose_name_plural = "档案行"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "sheet", "key"], name="一张表里行编号不重复"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "firm", "sheet"], name="record_by_firm"),
            models.Index(
                fields=["region", "about"], name="record_by_about", condition=~models.Q(about="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.key}"


class Mention(models.Model):
    """A firm that a row names beside its own: the provider, the organiser, the counterpart."""

    region = models.CharField("地区", max_length=6)
    sheet = models.CharField("表", max_length=40)
    key = models.CharField("行编号", max_length=400)
    firm = models.CharField("企业", max_length=40)

    class Meta:
        verbose_name = "提及"
        verbose_name_plural = "提及"
        indexes: ClassVar = [
            models.Index(fields=["region", "firm"], name="mention_by_firm"),
            models.Index(fields=["region", "sheet", "key"], name="mention_by_row"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.key} {self.firm}"


class Import(models.Model):
    """Files that were handed in, read and compared; `difference` tells whether all is as shown.

    `summary` holds the counts by sheet and the first changes.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    name = models.CharField("文件", max_length=300)
    digest = models.CharField("内容摘要", max_length=64)
    source = models.CharField("来源", max_length=200)
    read_on = models.DateField("数据日期")
    state = models.CharField("状态", max_length=10, choices=ImportState)
    by = models.BigIntegerField("提交人", null=True)
    by_name = models.CharField("姓名", max_length=150)
    at = models.DateTimeField("时间", auto_now_add=True)
    summary = models.JSONField("比较结果", default=dict)
    difference = models.CharField("差异摘要", max_length=64)

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = "导入"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["region", "state"], name="import_by_state")]

    def __str__(self) -> str:
        return self.name


class RecordChange(models.Model):
    """What changed in a row: the values before and after, who did it, why and when."""

    record = models.ForeignKey(
        Record, verbose_name="档案行", on_delete=models.PROTECT, related_name="changes"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.BigIntegerField("经办人", null=True)
    by_name = models.CharField("姓名", max_length=150)
    why = models.CharField("理由", max_length=500)
    before = models.JSONField("原来")
    after = models.JSONField("现在")

    class Meta:
        verbose_name = "变更"
        verbose_name_plural = "变更"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.record} {self.at:%Y-%m-%d}"

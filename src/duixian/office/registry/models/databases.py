"""Yearly adjustments of the databases of firms (龙头、骨干、快速成长), and their reasons."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duixian.office.people.models import REGION
from duixian.office.registry.enums import AdjustmentState, Move


class Adjustment(models.Model):
    """What a year does to one database; `by` is who proposed it, None before.

    Approved, its lines become rows of 名录 with the day `rated_on`.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    database = models.CharField("数据库", max_length=50)
    year = models.PositiveSmallIntegerField("年度")
    rated_on = models.DateField("评定日期")
    state = models.CharField(
        "状态", max_length=10, choices=AdjustmentState, default=AdjustmentState.DRAFT
    )
    by = models.BigIntegerField("提请人", null=True)
    by_name = models.CharField("提请人姓名", max_length=150, blank=True, default="")
    judged_by_name = models.CharField("审批人", max_length=150, blank=True, default="")
    judged_at = models.DateTimeField("审批时间", null=True)
    answer = models.CharField("审批意见", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "数据库年度调整"
        verbose_name_plural = "数据库年度调整"
        ordering: ClassVar = ["-year", "database"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "database", "year"], name="一个数据库一年只调整一次"
            ),
            models.CheckConstraint(
                condition=~Q(state=AdjustmentState.APPROVED)
                | (Q(by__isnull=False) & Q(judged_at__isnull=False)),
                name="批准的调整有提请人和审批时间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.database}数据库 {self.year} 年度调整"


class AdjustmentLine(models.Model):
    """One firm enters, stays or leaves, with the result of its yearly rating, and why."""

    adjustment = models.ForeignKey(
        Adjustment, verbose_name="调整", on_delete=models.PROTECT, related_name="lines"
    )
    firm = models.CharField("统一社会信用代码", max_length=40)
    move = models.CharField("调整", max_length=10, choices=Move)
    rating = models.CharField("综合评定", max_length=20)
    why = models.CharField("理由", max_length=500)
    by_name = models.CharField("经办人", max_length=150)

    class Meta:
        verbose_name = "调整的企业"
        verbose_name_plural = "调整的企业"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["adjustment", "firm"], name="一次调整里一家企业一行"),
        ]

    def __str__(self) -> str:
        return f"{self.firm} {self.get_move_display()}"

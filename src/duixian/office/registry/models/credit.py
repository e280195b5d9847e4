"""Credit records of firms, and when each source of them was read."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duixian.office.people.models import REGION
from duixian.office.registry.enums import CreditEffect, CreditKind, CreditReach


class CreditReading(models.Model):
    """A source of one kind of records was read on a day.

    `is_complete`: all of it, so that a firm it does not name has no record. Otherwise only the
    firms of `checked` were looked up.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    kind = models.CharField("记录类别", max_length=20, choices=CreditKind)
    source = models.CharField("来源", max_length=200)
    read_on = models.DateField("读取日期")
    is_complete = models.BooleanField("完整名单")
    by_name = models.CharField("经办人", max_length=150)
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "信用来源读取"
        verbose_name_plural = "信用来源读取"
        ordering: ClassVar = ["-read_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["region", "kind", "read_on"], name="credit_reading_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.read_on}"


class CreditChecked(models.Model):
    """A firm that a reading looked up, by its code."""

    reading = models.ForeignKey(
        CreditReading, verbose_name="读取", on_delete=models.PROTECT, related_name="checked"
    )
    firm = models.CharField("统一社会信用代码", max_length=40)

    class Meta:
        verbose_name = "查询过的企业"
        verbose_name_plural = "查询过的企业"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "reading"], name="一次读取里一家企业查一次"),
        ]

    def __str__(self) -> str:
        return f"{self.reading} {self.firm}"


class CreditRecord(models.Model):
    """A record that counts from `since` until `until` (both included) or until it is repaired.

    `firm` is a code, perhaps of a firm that has no file in the district yet; `name` is what the
    source wrote. `persons` are those in charge, one a line. `read_on` is the last day on which
    the source showed the record. A wrong record is withdrawn, never removed.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    firm = models.CharField("统一社会信用代码", max_length=40)
    name = models.CharField("企业名称", max_length=300, blank=True, default="")
    kind = models.CharField("记录类别", max_length=20, choices=CreditKind)
    cause = models.CharField("事由", max_length=500)
    authority = models.CharField("决定机关", max_length=200)
    number = models.CharField("文号", max_length=200, blank=True, default="")
    effect = models.CharField("影响", max_length=10, choices=CreditEffect)
    reach = models.CharField("适用范围", max_length=10, choices=CreditReach)
    persons = models.TextField("责任人", blank=True, default="")
    since = models.DateField("起始日期")
    until = models.DateField("截止日期", null=True, blank=True)
    repaired_on = models.DateField("修复日期", null=True, blank=True)
    repaired_by = models.CharField("修复依据", max_length=500, blank=True, default="")
    source = models.CharField("来源", max_length=200)
    read_on = models.DateField("读取日期")
    withdrawn = models.BooleanField("已撤回", default=False)
    withdrawn_why = models.CharField("撤回理由", max_length=500, blank=True, default="")
    by_name = models.CharField("登记人", max_length=150)
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "信用记录"
        verbose_name_plural = "信用记录"
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "firm", "kind", "since", "number", "cause"],
                condition=Q(withdrawn=False),
                name="同一条信用记录只登记一次",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="信用记录不能在起始之前截止",
            ),
            models.CheckConstraint(
                condition=Q(repaired_on=None)
                | (Q(repaired_on__gte=F("since")) & ~Q(repaired_by="")),
                name="信用修复不早于记录并写明依据",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | ~Q(withdrawn_why=""), name="撤回信用记录要写明理由"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "firm"], name="credit_by_firm")]

    def __str__(self) -> str:
        return f"{self.name or self.firm} {self.get_kind_display()}"

    @property
    def people(self) -> list[str]:
        """Those in charge."""
        return self.persons.splitlines()

    def counts_on(self, day: date) -> bool:
        """Whether it is in force on a day; on the day of its repair it is not."""
        begun = not self.withdrawn and self.since <= day
        ended = self.until is not None and self.until < day
        repaired = self.repaired_on is not None and self.repaired_on <= day
        return begun and not ended and not repaired

    def state_on(self, day: date) -> str:
        """What became of it until a day, in a word."""
        if self.withdrawn:
            return "已撤回"
        if self.counts_on(day):
            return "在期"
        if self.since > day:
            return "未起始"
        return "已修复" if self.repaired_on and self.repaired_on <= day else "已期满"

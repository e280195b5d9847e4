"""What firms propose to correct in their files, and how it was judged."""

from typing import ClassVar

from django.db import models

from duixian.office.registry.enums import CorrectionState
from duixian.office.registry.models.firms import Enterprise
from duixian.office.registry.sheets import sheets


class Correction(models.Model):
    """A value of a firm's file that the firm says is another; `fact` as the row keeps it.

    `before` and `after` hold the value under `value`, or nothing where it is unknown. `evidence`
    is a kept file, by the digest of its content.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name="企业", on_delete=models.PROTECT, related_name="corrections"
    )
    sheet = models.CharField("表", max_length=40)
    key = models.CharField("行编号", max_length=400)
    fact = models.CharField("事实", max_length=100)
    before = models.JSONField("原来")
    after = models.JSONField("应为")
    why = models.CharField("说明", max_length=500)
    evidence = models.CharField("证明材料", max_length=64, default="")
    evidence_name = models.CharField("材料名称", max_length=300, default="")
    state = models.CharField("状态", max_length=10, choices=CorrectionState)
    by = models.BigIntegerField("提出人")
    by_name = models.CharField("提出人姓名", max_length=150)
    at = models.DateTimeField("提出时间", auto_now_add=True)
    judged_by_name = models.CharField("审定人", max_length=150, default="")
    judged_at = models.DateTimeField("审定时间", null=True)
    answer = models.CharField("答复", max_length=500, default="")

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "sheet", "key", "fact"],
                condition=models.Q(state="proposed"),
                name="同一个值只有一项待办的更正",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.value_name}"

    @property
    def value_name(self) -> str:
        """What the value is called: its sheet and its fact."""
        sheet = sheets().get(self.sheet)
        if sheet is None or self.fact not in sheet.columns:
            return self.fact
        return f"{sheet.name} {sheet.columns[self.fact].fact.name}"

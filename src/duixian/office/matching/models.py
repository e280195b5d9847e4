"""The rows of matching runs; what a run finds lies in its folder, not in the database."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from duixian.office.matching.enums import GOING, State
from duixian.office.people.models import REGION, User
from duixian.rulebook.assessment import Verdict


class Run(models.Model):
    """The firms of a district against published policies on a day.

    `policies` are their numbers, empty for all. `used` names the texts of the library by key and
    digest (`library.selectors.Pinned`), `library` is the version the rulebook gave it. `verdicts`
    are rows and firms a verdict, sums in fen. `reason` and `advice` say why a run failed.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    policies = models.JSONField("政策", default=list, blank=True)
    on = models.DateField("匹配日期")
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(
        User, verbose_name="发起人", on_delete=models.PROTECT, null=True, related_name="runs"
    )
    created_at = models.DateTimeField("发起时间")
    started_at = models.DateTimeField("开始时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    task = models.CharField("作业编号", max_length=40, blank=True, default="")
    cancel_asked = models.BooleanField("要求取消", default=False)
    phase = models.CharField("步骤", max_length=40, blank=True, default="")
    done = models.PositiveBigIntegerField("已做", default=0)
    total = models.PositiveBigIntegerField("共", default=0)
    remarks = models.JSONField("说明", default=list)
    used = models.JSONField("所用文本")
    library = models.CharField("政策库版本", max_length=64)
    firms = models.PositiveBigIntegerField("企业数", null=True)
    verdicts = models.JSONField("结论", default=list)
    announced_at = models.DateTimeField("通知企业的时间", null=True)
    reason = models.TextField("原因", blank=True, default="")
    advice = models.TextField("办法", blank=True, default="")

    class Meta:
        verbose_name = "匹配"
        verbose_name_plural = "匹配"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["region", "-id"], name="runs_of_region")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "on", "policies", "library"],
                condition=Q(state__in=GOING, cancel_asked=False),
                name="同样的匹配同时只有一次",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(reason=""), name="失败的匹配要写明原因"
            ),
            models.CheckConstraint(
                condition=Q(state__in=GOING) | Q(ended_at__isnull=False),
                name="结束的匹配有结束时间",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FINISHED) | Q(firms__isnull=False),
                name="完成的匹配有企业数",
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.pk} 次匹配（{self.on}）"

    @property
    def is_going(self) -> bool:
        """Whether it waits or runs."""
        return self.state in GOING

    @property
    def percent(self) -> int:
        """How much of the phase is done, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def granted(self) -> dict[str, Any]:
        """Rows, firms and sums (fen) of what can be paid; a finished run without any has zeros."""
        none = {"rows": 0, "firms": 0, "low": 0, "high": 0}
        return next((each for each in self.verdicts if each["verdict"] == Verdict.GRANTED), none)

"""Published name lists (公示名单), and what became of every name on them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duixian.office.people.models import REGION
from duixian.office.registry.enums import MatchedBy, NameState


class NameList(models.Model):
    """A published list and the recognition that standing on it is.

    `kind`, `honour`, `level`, `issuer`, `valid_until` and `next_review_on` become values of the
    recognition of every firm; `day` is the day of recognition.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    title = models.CharField("名单名称", max_length=200)
    number = models.CharField("文号", max_length=200, blank=True, default="")
    batch = models.CharField("批次", max_length=100, blank=True, default="")
    day = models.DateField("认定日期")
    read_on = models.DateField("读取日期")
    kind = models.CharField("类别", max_length=50)
    honour = models.CharField("称号", max_length=200)
    level = models.CharField("等级", max_length=50)
    issuer = models.CharField("认定机关", max_length=200)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    next_review_on = models.DateField("下次复核日期", null=True, blank=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True, default="")
    by_name = models.CharField("导入人", max_length=150)
    at = models.DateTimeField("导入时间", auto_now_add=True)

    class Meta:
        verbose_name = "公示名单"
        verbose_name_plural = "公示名单"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "title", "number", "batch", "day"],
                name="同一份公示名单只登记一次",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.batch}"


class ListedName(models.Model):
    """A name on a list. `candidates` are codes of firms that it may be; `why` says what was found.

    `firm` is the code of the firm that it is; empty while it waits or is of no firm here.
    """

    name_list = models.ForeignKey(
        NameList, verbose_name="名单", on_delete=models.PROTECT, related_name="names"
    )
    line = models.PositiveIntegerField("行")
    name = models.CharField("企业名称", max_length=300)
    code = models.CharField("统一社会信用代码", max_length=40, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=NameState)
    firm = models.CharField("企业", max_length=40, blank=True, default="")
    matched_by = models.CharField("依据", max_length=10, choices=MatchedBy, blank=True, default="")
    candidates = models.JSONField("可能的企业", default=list)
    why = models.CharField("说明", max_length=500, blank=True, default="")
    decided_by_name = models.CharField("经办人", max_length=150, blank=True, default="")
    decided_at = models.DateTimeField("办理时间", null=True)

    class Meta:
        verbose_name = "名单上的名称"
        verbose_name_plural = "名单上的名称"
        ordering: ClassVar = ["name_list", "line"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name_list", "name", "code"], name="一份名单里名称不重复"
            ),
            models.UniqueConstraint(
                fields=["name_list", "firm"],
                condition=~Q(firm=""),
                name="一份名单里一家企业只列一次",
            ),
            models.CheckConstraint(
                condition=(Q(state=NameState.MATCHED) & ~Q(firm="") & ~Q(matched_by=""))
                | (~Q(state=NameState.MATCHED) & Q(firm="")),
                name="匹配的名称要写明是哪家企业",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "name_list"], name="listed_name_by_state"),
        ]

    def __str__(self) -> str:
        return self.name

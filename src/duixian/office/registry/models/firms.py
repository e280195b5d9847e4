"""The firms of a district as they are searched for, and which sheets are known of them."""

from typing import ClassVar

from django.db import models

from duixian.office.people.models import REGION


class Enterprise(models.Model):
    """A firm, or a person who is paid, as search finds it; what is known of it are records.

    `former` are earlier names, one a line. `searched` holds names, former names and the pinyin
    initials of both, in capitals.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    code = models.CharField("统一社会信用代码", max_length=40)
    name = models.CharField("名称", max_length=300, default="")
    former = models.TextField("曾用名", blank=True, default="")
    searched = models.TextField("检索文字", default="")
    town = models.CharField("街镇", max_length=100, default="")
    industry = models.CharField("行业门类", max_length=100, default="")

    class Meta:
        verbose_name = "企业"
        verbose_name_plural = "企业"
        ordering: ClassVar = ["region", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "code"], name="一个区里一个信用代码只有一份档案"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "town", "code"], name="enterprise_by_town"),
            models.Index(fields=["region", "industry", "code"], name="enterprise_by_industry"),
            models.Index(fields=["region", "name"], name="enterprise_by_name"),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def former_names(self) -> list[str]:
        """Earlier names, the latest first."""
        return self.former.splitlines()


class KnownSheet(models.Model):
    """A sheet the district has read at least once: without rows it is empty, not unknown.

    `sources` are the offices and levels whose awards were read; on 奖补历史 only.
    """

    region = models.CharField("地区", max_length=6, validators=[REGION])
    sheet = models.CharField("表", max_length=40)
    read_on = models.DateField("读取日期")
    sources = models.JSONField("奖补来源", default=list)

    class Meta:
        verbose_name = "已掌握的表"
        verbose_name_plural = "已掌握的表"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "sheet"], name="一张表只登记一次"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.sheet}"

"""What a firm answered in its self-check, kept until it goes on."""

from typing import ClassVar

from django.db import models

from duixian.office.people.models import User


class Draft(models.Model):
    """The answers of one person for one firm; `answers` maps field names to what was typed."""

    user = models.ForeignKey(User, verbose_name="填写人", on_delete=models.CASCADE)
    region = models.CharField("地区", max_length=6)
    firm = models.CharField("统一社会信用代码", max_length=18)
    answers = models.JSONField("回答", default=dict)
    saved_at = models.DateTimeField("保存时间", auto_now=True)

    class Meta:
        verbose_name = "体检草稿"
        verbose_name_plural = "体检草稿"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "region", "firm"], name="一个人为一家企业只有一份体检草稿"
            )
        ]

    def __str__(self) -> str:
        return f"{self.firm} 的体检草稿"

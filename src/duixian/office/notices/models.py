"""Messages to firms, who read them, the mails that carry them, and what firms want to hear of."""

from typing import ClassVar

from django.db import models

from duixian.office.notices.enums import MailState, Topic
from duixian.office.people.models import Organisation, User


def every_topic() -> list[str]:
    """All topics: what a firm hears of until it says otherwise."""
    return list(Topic.values)


class Preference(models.Model):
    """What a firm wants to hear of, and whether by mail, too."""

    organisation = models.OneToOneField(
        Organisation, verbose_name="企业", on_delete=models.PROTECT, related_name="preference"
    )
    topics = models.JSONField("内容", default=every_topic, blank=True)
    by_mail = models.BooleanField("同时发邮件", default=True)

    class Meta:
        verbose_name = "消息设置"
        verbose_name_plural = "消息设置"

    def __str__(self) -> str:
        return str(self.organisation)


class Message(models.Model):
    """A message to a firm. `source` names what it tells of, so that nobody is told twice."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="企业", on_delete=models.PROTECT, related_name="messages"
    )
    source = models.CharField("来源", max_length=100)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容")
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True)
    read_by = models.ForeignKey(
        User, verbose_name="阅读人", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "source"], name="一件事只通知一家企业一次"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Mail(models.Model):
    """A message on its way to one person of the firm."""

    message = models.ForeignKey(
        Message, verbose_name="消息", on_delete=models.CASCADE, related_name="mails"
    )
    user = models.ForeignKey(
        User, verbose_name="收件人", on_delete=models.PROTECT, related_name="+"
    )
    address = models.EmailField("邮箱")
    state = models.CharField("状态", max_length=10, choices=MailState, default=MailState.WAITING)
    tried_at = models.DateTimeField("发送时间", null=True)
    reason = models.CharField("未发出的原因", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "邮件"
        verbose_name_plural = "邮件"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "user"], name="一条消息只发给一人一次"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tried_at"],
                condition=models.Q(state=MailState.SENDING),
                name="mail_being_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message} {self.address}"

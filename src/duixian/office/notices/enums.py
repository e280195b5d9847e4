"""What messages are about, and what became of a mail."""

from django.db.models import TextChoices


class Topic(TextChoices):
    """What a firm may want to hear of."""

    GRANTED = "granted", "可以兑现的政策"
    OPEN = "open", "待评审或缺资料的政策"
    NEAR = "near", "差一点就符合的政策"


class MailState(TextChoices):
    """Where a mail stands; one that was being sent when the program ended is picked up later."""

    WAITING = "waiting", "待发"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发"
    FAILED = "failed", "未发出"

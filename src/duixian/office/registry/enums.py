"""The states and kinds of the registry."""

from django.db.models import TextChoices


class ImportState(TextChoices):
    """How far an import is."""

    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"

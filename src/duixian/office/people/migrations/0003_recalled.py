"""A hand-over can be taken back before its period ends."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more column."""

    dependencies: ClassVar = [("people", "0002_tokens")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="deputy",
            name="recalled_at",
            field=models.DateTimeField(null=True, verbose_name="收回时间"),
        ),
    ]

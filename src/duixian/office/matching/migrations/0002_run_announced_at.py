"""When the firms were told what a run found."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("matching", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="run",
            name="announced_at",
            field=models.DateTimeField(null=True, verbose_name="通知企业的时间"),
        ),
    ]

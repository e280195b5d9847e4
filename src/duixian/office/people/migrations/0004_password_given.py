"""Whoever opens or resets an account knows its password until the person chooses another."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more column; passwords of before count as chosen."""

    dependencies: ClassVar = [("people", "0003_recalled")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="user",
            name="password_given",
            field=models.BooleanField(default=False, verbose_name="密码由他人给定"),
        ),
    ]

"""Mails on their way are found at once among all that were sent."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("notices", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state", "sending")),
                fields=["tried_at"],
                name="mail_being_sent",
            ),
        ),
    ]

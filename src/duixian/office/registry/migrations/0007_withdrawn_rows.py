"""Rows that were wrong are withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_databases"),
    ]

    operations = [
        migrations.AddField(
            model_name="record",
            name="withdrawn_at",
            field=models.DateTimeField(null=True, verbose_name="撤回时间"),
        ),
    ]

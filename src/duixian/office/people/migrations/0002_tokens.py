"""The table of tokens for programs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="用途")),
                ("scopes", models.JSONField(default=list, verbose_name="范围")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                ("issued_at", models.DateTimeField(auto_now_add=True, verbose_name="签发时间")),
                ("until", models.DateField(verbose_name="有效至")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to="people.post",
                        verbose_name="岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "接口令牌",
                "verbose_name_plural": "接口令牌",
                "ordering": ["-issued_at", "-pk"],
            },
        ),
    ]

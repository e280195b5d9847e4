"""Corrections that firms propose."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(max_length=40, verbose_name="表")),
                ("key", models.CharField(max_length=400, verbose_name="行编号")),
                ("fact", models.CharField(max_length=100, verbose_name="事实")),
                ("before", models.JSONField(verbose_name="原来")),
                ("after", models.JSONField(verbose_name="应为")),
                ("why", models.CharField(max_length=500, verbose_name="说明")),
                ("evidence", models.CharField(default="", max_length=64, verbose_name="证明材料")),
                (
                    "evidence_name",
                    models.CharField(default="", max_length=300, verbose_name="材料名称"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待处理"),
                            ("accepted", "已采纳"),
                            ("rejected", "未采纳"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("by", models.BigIntegerField(verbose_name="提出人")),
                ("by_name", models.CharField(max_length=150, verbose_name="提出人姓名")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                (
                    "judged_by_name",
                    models.CharField(default="", max_length=150, verbose_name="审定人"),
                ),
                ("judged_at", models.DateTimeField(null=True, verbose_name="审定时间")),
                ("answer", models.CharField(default="", max_length=500, verbose_name="答复")),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="registry.enterprise",
                        verbose_name="企业",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正",
                "verbose_name_plural": "更正",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("enterprise", "sheet", "key", "fact"),
                        name="同一个值只有一项待办的更正",
                    )
                ],
            },
        ),
    ]

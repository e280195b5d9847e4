"""The table of matching runs."""

from typing import ClassVar

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "地区应是六位行政区划代码"
                            )
                        ],
                        verbose_name="地区",
                    ),
                ),
                ("policies", models.JSONField(blank=True, default=list, verbose_name="政策")),
                ("on", models.DateField(verbose_name="匹配日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "排队"),
                            ("running", "运行"),
                            ("finished", "完成"),
                            ("cancelled", "取消"),
                            ("failed", "失败"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="发起时间")),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                (
                    "task",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="作业编号"
                    ),
                ),
                ("cancel_asked", models.BooleanField(default=False, verbose_name="要求取消")),
                (
                    "phase",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="步骤"),
                ),
                ("done", models.PositiveBigIntegerField(default=0, verbose_name="已做")),
                ("total", models.PositiveBigIntegerField(default=0, verbose_name="共")),
                ("remarks", models.JSONField(default=list, verbose_name="说明")),
                ("used", models.JSONField(verbose_name="所用文本")),
                ("library", models.CharField(max_length=64, verbose_name="政策库版本")),
                ("firms", models.PositiveBigIntegerField(null=True, verbose_name="企业数")),
                ("verdicts", models.JSONField(default=list, verbose_name="结论")),
                ("reason", models.TextField(blank=True, default="", verbose_name="原因")),
                ("advice", models.TextField(blank=True, default="", verbose_name="办法")),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "verbose_name": "匹配",
                "verbose_name_plural": "匹配",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["region", "-id"], name="runs_of_region")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="失败的匹配要写明原因",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("queued", "running")),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="结束的匹配有结束时间",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "finished"), _negated=True),
                            ("firms__isnull", False),
                            _connector="OR",
                        ),
                        name="完成的匹配有企业数",
                    ),
                ],
            },
        ),
    ]

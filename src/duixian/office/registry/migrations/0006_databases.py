"""Yearly adjustments of the databases of firms."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_name_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
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
                ("database", models.CharField(max_length=50, verbose_name="数据库")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("rated_on", models.DateField(verbose_name="评定日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "编制中"),
                            ("proposed", "待审批"),
                            ("approved", "已批准"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("by", models.BigIntegerField(null=True, verbose_name="提请人")),
                (
                    "by_name",
                    models.CharField(
                        blank=True, default="", max_length=150, verbose_name="提请人姓名"
                    ),
                ),
                (
                    "judged_by_name",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="审批人"),
                ),
                ("judged_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                (
                    "answer",
                    models.CharField(
                        blank=True, default="", max_length=500, verbose_name="审批意见"
                    ),
                ),
            ],
            options={
                "verbose_name": "数据库年度调整",
                "verbose_name_plural": "数据库年度调整",
                "ordering": ["-year", "database"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "database", "year"), name="一个数据库一年只调整一次"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("by__isnull", False), ("judged_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="批准的调整有提请人和审批时间",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdjustmentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.CharField(max_length=40, verbose_name="统一社会信用代码")),
                (
                    "move",
                    models.CharField(
                        choices=[("enter", "入库"), ("stay", "保留"), ("leave", "出库")],
                        max_length=10,
                        verbose_name="调整",
                    ),
                ),
                ("rating", models.CharField(max_length=20, verbose_name="综合评定")),
                ("why", models.CharField(max_length=500, verbose_name="理由")),
                ("by_name", models.CharField(max_length=150, verbose_name="经办人")),
                (
                    "adjustment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="registry.adjustment",
                        verbose_name="调整",
                    ),
                ),
            ],
            options={
                "verbose_name": "调整的企业",
                "verbose_name_plural": "调整的企业",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("adjustment", "firm"), name="一次调整里一家企业一行"
                    )
                ],
            },
        ),
    ]

"""Credit records, and the readings of their sources."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_names_by_pairs"),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditReading",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("negative", "司法或行政负面记录"),
                            ("dishonest", "严重违法失信"),
                            ("unlawful", "其他重大违法"),
                            ("tax-or-accounting", "纳税或会计信用"),
                            ("excluded", "本区取消资格"),
                        ],
                        max_length=20,
                        verbose_name="记录类别",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("read_on", models.DateField(verbose_name="读取日期")),
                ("is_complete", models.BooleanField(verbose_name="完整名单")),
                ("by_name", models.CharField(max_length=150, verbose_name="经办人")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "信用来源读取",
                "verbose_name_plural": "信用来源读取",
                "ordering": ["-read_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["region", "kind", "read_on"], name="credit_reading_by_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditRecord",
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
                ("firm", models.CharField(max_length=40, verbose_name="统一社会信用代码")),
                (
                    "name",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="企业名称"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("negative", "司法或行政负面记录"),
                            ("dishonest", "严重违法失信"),
                            ("unlawful", "其他重大违法"),
                            ("tax-or-accounting", "纳税或会计信用"),
                            ("excluded", "本区取消资格"),
                        ],
                        max_length=20,
                        verbose_name="记录类别",
                    ),
                ),
                ("cause", models.CharField(max_length=500, verbose_name="事由")),
                ("authority", models.CharField(max_length=200, verbose_name="决定机关")),
                (
                    "number",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="文号"),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[("cancel", "取消"), ("limit", "限制"), ("remark", "提示")],
                        max_length=10,
                        verbose_name="影响",
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[("fund", "本专项资金"), ("district", "本区各类专项资金")],
                        max_length=10,
                        verbose_name="适用范围",
                    ),
                ),
                ("persons", models.TextField(blank=True, default="", verbose_name="责任人")),
                ("since", models.DateField(verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                ("repaired_on", models.DateField(blank=True, null=True, verbose_name="修复日期")),
                (
                    "repaired_by",
                    models.CharField(
                        blank=True, default="", max_length=500, verbose_name="修复依据"
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("read_on", models.DateField(verbose_name="读取日期")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="已撤回")),
                (
                    "withdrawn_why",
                    models.CharField(
                        blank=True, default="", max_length=500, verbose_name="撤回理由"
                    ),
                ),
                ("by_name", models.CharField(max_length=150, verbose_name="登记人")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "信用记录",
                "verbose_name_plural": "信用记录",
                "ordering": ["-since", "-pk"],
                "indexes": [models.Index(fields=["region", "firm"], name="credit_by_firm")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn", False)),
                        fields=("region", "firm", "kind", "since", "number", "cause"),
                        name="同一条信用记录只登记一次",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="信用记录不能在起始之前截止",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repaired_on", None),
                            models.Q(
                                ("repaired_on__gte", models.F("since")),
                                models.Q(("repaired_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="信用修复不早于记录并写明依据",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn", False),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="撤回信用记录要写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditChecked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.CharField(max_length=40, verbose_name="统一社会信用代码")),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked",
                        to="registry.creditreading",
                        verbose_name="读取",
                    ),
                ),
            ],
            options={
                "verbose_name": "查询过的企业",
                "verbose_name_plural": "查询过的企业",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm", "reading"), name="一次读取里一家企业查一次"
                    )
                ],
            },
        ),
    ]

"""The tables of firms, their records, and what they were read from."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Enterprise",
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
                ("code", models.CharField(max_length=40, verbose_name="统一社会信用代码")),
                ("name", models.CharField(default="", max_length=300, verbose_name="名称")),
                ("former", models.TextField(blank=True, default="", verbose_name="曾用名")),
                ("searched", models.TextField(default="", verbose_name="检索文字")),
                ("town", models.CharField(default="", max_length=100, verbose_name="街镇")),
                ("industry", models.CharField(default="", max_length=100, verbose_name="行业门类")),
            ],
            options={
                "verbose_name": "企业",
                "verbose_name_plural": "企业",
                "ordering": ["region", "code"],
                "indexes": [
                    models.Index(fields=["region", "town", "code"], name="enterprise_by_town"),
                    models.Index(
                        fields=["region", "industry", "code"], name="enterprise_by_industry"
                    ),
                    models.Index(fields=["region", "name"], name="enterprise_by_name"),
                    models.Index(
                        fields=["code"],
                        name="enterprise_by_code",
                        opclasses=["varchar_pattern_ops"],
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "code"), name="一个区里一个信用代码只有一份档案"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
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
                ("name", models.CharField(max_length=300, verbose_name="文件")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                ("read_on", models.DateField(verbose_name="数据日期")),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "待确认"), ("done", "已导入"), ("dropped", "已放弃")],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("by", models.BigIntegerField(null=True, verbose_name="提交人")),
                ("by_name", models.CharField(max_length=150, verbose_name="姓名")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                ("summary", models.JSONField(default=dict, verbose_name="比较结果")),
                ("difference", models.CharField(max_length=64, verbose_name="差异摘要")),
            ],
            options={
                "verbose_name": "导入",
                "verbose_name_plural": "导入",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["region", "state"], name="import_by_state")],
            },
        ),
        migrations.CreateModel(
            name="KnownSheet",
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
                ("sheet", models.CharField(max_length=40, verbose_name="表")),
                ("read_on", models.DateField(verbose_name="读取日期")),
                ("sources", models.JSONField(default=list, verbose_name="奖补来源")),
            ],
            options={
                "verbose_name": "已掌握的表",
                "verbose_name_plural": "已掌握的表",
                "constraints": [
                    models.UniqueConstraint(fields=("region", "sheet"), name="一张表只登记一次")
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region", models.CharField(max_length=6, verbose_name="地区")),
                ("sheet", models.CharField(max_length=40, verbose_name="表")),
                ("key", models.CharField(max_length=400, verbose_name="行编号")),
                ("firm", models.CharField(max_length=40, verbose_name="企业")),
            ],
            options={
                "verbose_name": "提及",
                "verbose_name_plural": "提及",
                "indexes": [
                    models.Index(fields=["region", "firm"], name="mention_by_firm"),
                    models.Index(fields=["region", "sheet", "key"], name="mention_by_row"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Record",
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
                ("sheet", models.CharField(max_length=40, verbose_name="表")),
                ("key", models.CharField(max_length=400, verbose_name="行编号")),
                ("firm", models.CharField(default="", max_length=40, verbose_name="企业")),
                ("about", models.CharField(default="", max_length=400, verbose_name="对象编号")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="年度")),
                ("values", models.JSONField(verbose_name="值")),
                ("origins", models.JSONField(verbose_name="来源")),
            ],
            options={
                "verbose_name": "档案行",
                "verbose_name_plural": "档案行",
                "indexes": [
                    models.Index(fields=["region", "firm", "sheet"], name="record_by_firm"),
                    models.Index(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=["region", "about"],
                        name="record_by_about",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "sheet", "key"), name="一张表里行编号不重复"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                ("by", models.BigIntegerField(null=True, verbose_name="经办人")),
                ("by_name", models.CharField(max_length=150, verbose_name="姓名")),
                ("why", models.CharField(max_length=500, verbose_name="理由")),
                ("before", models.JSONField(verbose_name="原来")),
                ("after", models.JSONField(verbose_name="现在")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="registry.record",
                        verbose_name="档案行",
                    ),
                ),
            ],
            options={
                "verbose_name": "变更",
                "verbose_name_plural": "变更",
                "ordering": ["-pk"],
            },
        ),
    ]

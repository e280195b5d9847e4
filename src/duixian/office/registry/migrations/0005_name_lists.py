"""Published lists and the names on them."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_credit"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameList",
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
                ("title", models.CharField(max_length=200, verbose_name="名单名称")),
                (
                    "number",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="文号"),
                ),
                (
                    "batch",
                    models.CharField(blank=True, default="", max_length=100, verbose_name="批次"),
                ),
                ("day", models.DateField(verbose_name="认定日期")),
                ("read_on", models.DateField(verbose_name="读取日期")),
                ("kind", models.CharField(max_length=50, verbose_name="类别")),
                ("honour", models.CharField(max_length=200, verbose_name="称号")),
                ("level", models.CharField(max_length=50, verbose_name="等级")),
                ("issuer", models.CharField(max_length=200, verbose_name="认定机关")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                (
                    "next_review_on",
                    models.DateField(blank=True, null=True, verbose_name="下次复核日期"),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="内容摘要"
                    ),
                ),
                ("by_name", models.CharField(max_length=150, verbose_name="导入人")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="导入时间")),
            ],
            options={
                "verbose_name": "公示名单",
                "verbose_name_plural": "公示名单",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "title", "number", "batch", "day"),
                        name="同一份公示名单只登记一次",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="行")),
                ("name", models.CharField(max_length=300, verbose_name="企业名称")),
                (
                    "code",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="统一社会信用代码"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("matched", "已匹配"),
                            ("waiting", "待认领"),
                            ("foreign", "不是本区企业"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "firm",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="企业"),
                ),
                (
                    "matched_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("code", "信用代码"),
                            ("name", "现名"),
                            ("former", "曾用名"),
                            ("officer", "人工认领"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="依据",
                    ),
                ),
                ("candidates", models.JSONField(default=list, verbose_name="可能的企业")),
                (
                    "why",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="说明"),
                ),
                (
                    "decided_by_name",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="经办人"),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="办理时间")),
                (
                    "name_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="registry.namelist",
                        verbose_name="名单",
                    ),
                ),
            ],
            options={
                "verbose_name": "名单上的名称",
                "verbose_name_plural": "名单上的名称",
                "ordering": ["name_list", "line"],
                "indexes": [
                    models.Index(fields=["state", "name_list"], name="listed_name_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name_list", "name", "code"), name="一份名单里名称不重复"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("firm", ""), _negated=True),
                        fields=("name_list", "firm"),
                        name="一份名单里一家企业只列一次",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "matched"),
                                models.Q(("firm", ""), _negated=True),
                                models.Q(("matched_by", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "matched"), _negated=True), ("firm", "")),
                            _connector="OR",
                        ),
                        name="匹配的名称要写明是哪家企业",
                    ),
                ],
            },
        ),
    ]

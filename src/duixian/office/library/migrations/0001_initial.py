"""The tables of published policies."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Foundation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="启用日")),
                ("facts", models.TextField(verbose_name="事实词汇")),
                ("catalogues", models.TextField(verbose_name="目录和公布值")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
            ],
            options={
                "verbose_name": "词汇和目录",
                "verbose_name_plural": "词汇和目录",
                "ordering": ["since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Interpretation",
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
                            django.core.validators.RegexValidator("^\\d{6}$", "地区代码是六位数字")
                        ],
                        verbose_name="地区",
                    ),
                ),
                ("policy", models.CharField(max_length=120, verbose_name="文号")),
                (
                    "measure",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="措施"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("serial", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("question", models.CharField(max_length=300, verbose_name="问题")),
                ("answer", models.TextField(verbose_name="口径")),
                ("signed_on", models.DateField(verbose_name="签发日")),
                ("signature", models.CharField(max_length=300, verbose_name="署名")),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="library.interpretation",
                        verbose_name="替代",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interpretations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签发人",
                    ),
                ),
            ],
            options={
                "verbose_name": "解释口径",
                "verbose_name_plural": "解释口径",
                "ordering": ["year", "serial"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "year", "serial"), name="解释口径一区一年内编号不重复"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
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
                            django.core.validators.RegexValidator("^\\d{6}$", "地区代码是六位数字")
                        ],
                        verbose_name="地区",
                    ),
                ),
                ("number", models.CharField(max_length=120, verbose_name="文号")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("in_force_from", models.DateField(verbose_name="政策施行日")),
                ("policy_text", models.TextField(verbose_name="政策文件")),
                ("cases_text", models.TextField(blank=True, default="", verbose_name="例子")),
                ("official_text", models.TextField(blank=True, default="", verbose_name="原文")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "提出"),
                            ("published", "已发布"),
                            ("returned", "退回"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="修改说明")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="办理时间")),
                (
                    "settled_because",
                    models.CharField(
                        blank=True, default="", max_length=500, verbose_name="办理意见"
                    ),
                ),
                ("since", models.DateField(null=True, verbose_name="启用日")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策规则版本",
                "verbose_name_plural": "政策规则版本",
                "ordering": ["in_force_from", "number", "pk"],
                "indexes": [
                    models.Index(fields=["state", "region", "since"], name="library_published"),
                    models.Index(fields=["number", "since"], name="library_by_number"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("since__isnull", False), ("state", "published")),
                            models.Q(
                                models.Q(("state", "published"), _negated=True), ("since", None)
                            ),
                            _connector="OR",
                        ),
                        name="已发布的版本才有启用日",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by", None),
                            ("proposed_by", None),
                            models.Q(("settled_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="提出和办理不是同一个人",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "returned"), _negated=True),
                        fields=("number", "sha256"),
                        name="同一内容不重复提出",
                    ),
                ],
            },
        ),
    ]

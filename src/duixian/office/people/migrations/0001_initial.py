"""The tables of people and organisations."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=150, unique=True, verbose_name="登录名")),
                ("name", models.CharField(max_length=150, verbose_name="姓名")),
                (
                    "email",
                    models.EmailField(blank=True, default="", max_length=254, verbose_name="邮箱"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="可登录")),
                ("session_round", models.PositiveIntegerField(default=0, verbose_name="会话轮次")),
            ],
            options={
                "verbose_name": "用户",
                "verbose_name_plural": "用户",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                            ("commission", "区经委"),
                            ("office", "区经委科室"),
                            ("town", "街镇"),
                            ("park", "园区管委会"),
                            ("district-company", "区属企业"),
                            ("finance", "财政局"),
                            ("audit", "审计局"),
                            ("development", "发改委"),
                            ("science", "科委"),
                            ("promotion", "产推办"),
                            ("research", "区委研究室"),
                            ("service-group", "企业服务工作领导小组办公室"),
                            ("third-party", "第三方机构"),
                            ("firm", "企业"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "code",
                    models.CharField(
                        blank=True, default="", max_length=18, verbose_name="统一社会信用代码"
                    ),
                ),
                (
                    "first_reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="firms",
                        to="people.organisation",
                        verbose_name="首审单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.organisation",
                        verbose_name="上级单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位",
                "verbose_name_plural": "单位",
                "ordering": ["region", "kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("applicant", "企业申报人"),
                            ("certifier", "企业授权人"),
                            ("town-clerk", "街镇经办"),
                            ("officer", "科室经办"),
                            ("head", "科室负责人"),
                            ("leader", "委领导"),
                            ("joint-reviewer", "联审成员"),
                            ("deliberation", "审议办公室"),
                            ("finance-officer", "财政经办"),
                            ("expert", "专家"),
                            ("third-party-reviewer", "第三方评审"),
                            ("auditor", "审计"),
                            ("administrator", "管理员"),
                        ],
                        max_length=30,
                        verbose_name="角色",
                    ),
                ),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="people.organisation",
                        verbose_name="单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位",
                "verbose_name_plural": "岗位",
                "ordering": ["user", "since"],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(verbose_name="至")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputises",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代理人",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="people.post",
                        verbose_name="岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "代理",
                "verbose_name_plural": "代理",
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", "")),
                fields=("region", "kind", "name"),
                name="一个区里同类单位不重名",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True),
                fields=("region", "code"),
                name="一个区里信用代码不重复",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "firm"), ("first_reviewer", None), _connector="OR"),
                name="只有企业有首审单位",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=("user", "organisation", "role", "since"), name="同一岗位不重复登记"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="岗位不能在开始之前结束",
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="代理不能在开始之前结束"
            ),
        ),
    ]

"""The table of drafts."""

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
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region", models.CharField(max_length=6, verbose_name="地区")),
                ("firm", models.CharField(max_length=18, verbose_name="统一社会信用代码")),
                ("answers", models.JSONField(default=dict, verbose_name="回答")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="保存时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填写人",
                    ),
                ),
            ],
            options={
                "verbose_name": "体检草稿",
                "verbose_name_plural": "体检草稿",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "region", "firm"), name="一个人为一家企业只有一份体检草稿"
                    )
                ],
            },
        ),
    ]

"""The tables of the audit log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0, verbose_name="最后序号")),
                ("digest", models.CharField(default="", max_length=64, verbose_name="最后摘要")),
            ],
            options={
                "verbose_name": "审计链末端",
                "verbose_name_plural": "审计链末端",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("number", models.BigIntegerField(verbose_name="至第几条")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("key", models.CharField(max_length=64, verbose_name="公钥")),
                ("signature", models.CharField(max_length=128, verbose_name="签名")),
            ],
            options={
                "verbose_name": "每日摘要",
                "verbose_name_plural": "每日摘要",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "number",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号"),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("user", models.BigIntegerField(null=True, verbose_name="用户")),
                ("user_name", models.CharField(max_length=150, verbose_name="姓名")),
                ("role", models.CharField(max_length=40, verbose_name="角色")),
                ("organisation", models.CharField(max_length=200, verbose_name="单位")),
                ("region", models.CharField(db_index=True, max_length=6, verbose_name="地区")),
                ("deputy_for", models.CharField(max_length=150, verbose_name="代谁办理")),
                ("verb", models.CharField(max_length=80, verbose_name="动作")),
                ("subject_kind", models.CharField(max_length=80, verbose_name="对象类别")),
                ("subject_id", models.CharField(max_length=80, verbose_name="对象编号")),
                ("subject_name", models.CharField(max_length=300, verbose_name="对象")),
                ("before", models.TextField(verbose_name="原来")),
                ("after", models.TextField(verbose_name="现在")),
                ("reason", models.TextField(verbose_name="理由")),
                ("algorithm", models.CharField(max_length=10, verbose_name="算法")),
                ("previous", models.CharField(max_length=64, verbose_name="上一条摘要")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
            ],
            options={
                "verbose_name": "审计记录",
                "verbose_name_plural": "审计记录",
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id"], name="audit_by_subject"),
                    models.Index(fields=["user", "at"], name="audit_by_user"),
                    models.Index(fields=["digest"], name="audit_by_digest"),
                ],
            },
        ),
    ]

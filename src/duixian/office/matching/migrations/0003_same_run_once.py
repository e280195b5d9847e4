"""The same run is going at most once; of several that are, all but the first are given up."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GOING = ("queued", "running")


def give_up_the_later(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A worker cancels them when it looks."""
    seen = set()
    for run in apps.get_model("matching", "Run").objects.filter(state__in=GOING).order_by("pk"):
        same = (run.region, run.on, tuple(run.policies), run.library)
        if same in seen:
            run.cancel_asked = True
            run.save(update_fields=["cancel_asked"])
        seen.add(same)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("matching", "0002_run_announced_at"),
    ]

    operations: ClassVar = [
        migrations.RunPython(give_up_the_later, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancel_asked", False), ("state__in", GOING)),
                fields=("region", "on", "policies", "library"),
                name="同样的匹配同时只有一次",
            ),
        ),
    ]

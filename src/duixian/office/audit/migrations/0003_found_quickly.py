"""The auditors' questions find an index; REPLACE changes no row on SQLite either."""

from pathlib import Path
from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQL = Path(__file__).with_name("sql")


def of_the_database(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Words of a row by pairs of signs on PostgreSQL; what its triggers miss on SQLite."""
    del apps
    if editor.connection.vendor == "postgresql":
        text = (_SQL / "words_postgresql.sql").read_text(encoding="utf-8")
        editor.execute(text)
        return
    text = (_SQL / "no_replacing_sqlite.sql").read_text(encoding="utf-8")
    # SQLite takes one statement at a time; each trigger ends in END;
    for statement in text.split("END;")[:-1]:
        editor.execute(f"{statement}END;")


class Migration(migrations.Migration):
    """By district and time, by words.

    No field is altered: SQLite would make the table anew and lose the triggers.
    """

    dependencies: ClassVar = [("audit", "0002_append_only")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["region", "at", "number"], name="audit_by_time"),
        ),
        migrations.RemoveIndex(model_name="entry", name="audit_by_digest"),
        migrations.RunPython(of_the_database),
    ]

"""The database itself refuses to change what is published, and the words of a proposal."""

from pathlib import Path
from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQL = Path(__file__).with_name("sql")


def refuse_changes(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of the database in use."""
    del apps
    vendor = editor.connection.vendor
    text = (_SQL / f"published_{vendor}.sql").read_text(encoding="utf-8")
    with editor.connection.cursor() as cursor:
        if vendor == "sqlite":
            # SQLite takes one statement at a time; each trigger ends in END;
            for statement in text.split("END;")[:-1]:
                cursor.execute(f"{statement}END;")
        else:
            cursor.execute(text)


class Migration(migrations.Migration):
    """Published versions, shared ground and signed readings."""

    dependencies: ClassVar = [("library", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(refuse_changes)]

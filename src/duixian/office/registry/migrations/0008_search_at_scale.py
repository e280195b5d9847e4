"""On PostgreSQL single signs are found like pairs, and codes are in the order of their signs.

The order lets one index find how codes begin and give them in order.
"""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PIECES = """
DROP INDEX enterprise_by_pairs;
DROP FUNCTION registry_bigrams;
CREATE FUNCTION registry_pieces(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
    SELECT coalesce(array_agg(DISTINCT substr(words, place, long)), '{}'::text[])
    FROM generate_series(1, length(words)) AS place, generate_series(1, 2) AS long
$$;
CREATE INDEX enterprise_by_pieces ON registry_enterprise USING gin (registry_pieces(searched));
ALTER TABLE registry_enterprise ALTER COLUMN code TYPE varchar(40) COLLATE "C";
"""


def index_pieces(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The function, the index over it and the order; other databases look through all names."""
    del apps
    if editor.connection.vendor == "postgresql":
        editor.execute(PIECES)


class Migration(migrations.Migration):
    """Search."""

    dependencies: ClassVar = [("registry", "0007_withdrawn_rows")]
    operations: ClassVar = [
        migrations.RemoveIndex(model_name="enterprise", name="enterprise_by_code"),
        migrations.RunPython(index_pieces),
    ]

"""On PostgreSQL names are found by pairs of signs: trigrams cannot find two Chinese characters."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PAIRS = """
CREATE FUNCTION registry_bigrams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(words, place, 2)), '{}'::text[])
    FROM generate_series(1, length(words) - 1) AS place
$$;
CREATE INDEX enterprise_by_pairs ON registry_enterprise USING gin (registry_bigrams(searched));
"""


def index_pairs(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The function and the index over it; other databases look through all names."""
    del apps
    if editor.connection.vendor == "postgresql":
        editor.execute(PAIRS)


class Migration(migrations.Migration):
    """Search."""

    dependencies: ClassVar = [("registry", "0002_corrections")]
    operations: ClassVar = [migrations.RunPython(index_pairs)]

"""Takes the database out as one file and puts such a file back, whole or not at all.

The embedded database is copied page by page while others go on; PostgreSQL by its own programs.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from duixian.office.config.archive.manifest import ArchiveError

DUMP = "database"
_EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner;"
_OTHERS = (
    "SELECT COUNT(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def take_out(file: Path) -> None:
    """A copy of the database as it is at one moment."""
    if connection.vendor == "sqlite":
        with closing(_embedded()) as here, closing(sqlite3.connect(file)) as there:
            here.backup(there)
    else:
        _called("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def refuse_what_is_none(file: Path) -> None:
    """ArchiveError where the file is no database that can be put back, whatever it is called."""
    if connection.vendor != "sqlite":
        _called("pg_restore", "--list", str(file))
        return
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as opened:
            (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
            opened.execute("SELECT 1 FROM django_migrations")
    except sqlite3.Error as wrong:
        found = str(wrong)
    if found != "ok":
        raise ArchiveError(f"备份里的数据库读不出来：{found}", "换一份完整的备份")


def put_back(file: Path) -> None:
    """The database is as the file has it; what was there is gone."""
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as here, closing(_embedded()) as there:
            here.backup(there)
        return
    script = file.with_suffix(".sql")
    _called("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
    once = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _called("psql", *once, f"--command={_EMPTY}", f"--file={script}")


def in_use() -> int:
    """How many other programs hold the database open; 0 where that cannot be told."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS)
        return int(cursor.fetchone()[0])


def is_empty() -> bool:
    """Whether the database has no table at all."""
    return not connection.introspection.table_names()


def _embedded() -> sqlite3.Connection:
    return sqlite3.connect(str(settings.DATABASES["default"]["NAME"]))


def _called(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise ArchiveError(f"找不到 {program}", "安装 PostgreSQL 的客户端：postgresql-client")
    told = settings.DATABASES["default"]
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    given = {variable: str(told[name]) for name, variable in names.items() if told.get(name)}
    surroundings = os.environ | given | {"PGDATABASE": str(told["NAME"])}
    ended = subprocess.run(  # noqa: S603 - one of three programs, without a shell
        [found, *words], env=surroundings, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise ArchiveError(f"{program} 没有做成：{ended.stderr.strip()}", "按上面的原因改正后重试")

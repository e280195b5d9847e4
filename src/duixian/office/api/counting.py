"""Counts requests for all processes of the site together, in a small file beside its data.

The file is no part of what the site keeps: it may be lost at any time.
"""

import sqlite3
from pathlib import Path
from threading import local

_SET_UP = """
PRAGMA journal_mode=TRUNCATE;
PRAGMA synchronous=OFF;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS asked (who TEXT PRIMARY KEY, second INT, count INT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS asked_by_second ON asked (second);
COMMIT;
"""
"""Writes from the beginning: a reader that turns writer is refused at once instead of waiting."""
_ADD = """
INSERT INTO asked VALUES (:who, :second, 1) ON CONFLICT (who) DO UPDATE
SET count = CASE WHEN second = :second THEN count + 1 ELSE 1 END, second = :second
RETURNING count
"""
_FORGET = "DELETE FROM asked WHERE second < ?"
_KEPT = 60
"""Seconds after which a count is forgotten."""
_OPEN = local()


def counted(file: Path, who: str, second: int) -> int:
    """How often somebody has asked in this second, this time included."""
    connection = _connection(file)
    with connection:
        (count,) = connection.execute(_ADD, {"who": who, "second": second}).fetchone()
        if count == 1:
            connection.execute(_FORGET, (second - _KEPT,))
    return int(count)


def _connection(file: Path) -> sqlite3.Connection:
    """One a thread: opened once, for opening takes longer than counting."""
    found: dict[Path, sqlite3.Connection] = vars(_OPEN).setdefault("files", {})
    if file not in found:
        opened = sqlite3.connect(file, timeout=5, isolation_level="IMMEDIATE")
        opened.executescript(_SET_UP)
        found[file] = opened
    return found[file]

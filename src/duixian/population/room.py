"""How much room a database takes: in memory, and on the disk where it puts what does not fit."""

from pathlib import Path

import duckdb

from duixian.population.sql import text


def bound(
    connection: duckdb.DuckDBPyConnection, work: Path, memory: str = "", disk: str = ""
) -> None:
    """Let the database hold so much (`2GB`) and put the rest into `work`; "" is its own choice."""
    connection.execute(f"SET temp_directory = {text(str(work / 'spill'))}")
    if memory:
        connection.execute(f"SET memory_limit = {text(memory)}")
    if disk:
        connection.execute(f"SET max_temp_directory_size = {text(disk)}")

"""One change of many rows in a district at a time."""

from django.db import connection

_LOCK = "SELECT pg_advisory_xact_lock(%s)"


def one_at_a_time(region: str) -> None:
    """Wait for whoever brings rows into the district, and keep others waiting.

    Inside a transaction, until its end. The embedded database does so by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [int(region)])

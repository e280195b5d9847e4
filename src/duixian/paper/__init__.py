"""Official texts in (articles, pins, amounts), official documents out."""

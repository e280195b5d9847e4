"""Measures that stand on one row a firm, decided side by side on that row, without joining rows."""

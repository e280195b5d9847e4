"""Who did what, when, on whose authority: append-only, chained, refused by the database itself."""

"""One firm, one file: what is known of every firm of a district, from where, since when."""

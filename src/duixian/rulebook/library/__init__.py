"""A library: one vocabulary, dated reference data, and policies in order, linked to one another."""

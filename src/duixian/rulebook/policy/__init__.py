"""A policy as data: measures with citations, and how they limit, exclude and follow one another."""

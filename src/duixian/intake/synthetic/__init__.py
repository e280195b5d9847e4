"""Invented districts of any size, for measuring and trying out: no firm in them exists."""

"""The tables of matching runs."""

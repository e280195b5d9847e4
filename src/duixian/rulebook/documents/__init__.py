"""Texts in YAML as trees of positioned nodes, and the shapes such trees must have."""

"""Dossiers in: a workbook becomes facts, or the list of everything wrong with it."""

"""Dossiers in: a workbook or a folder of tables becomes facts, or a list of everything wrong with it."""

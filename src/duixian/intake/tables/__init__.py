"""Whole tables in: a workbook, or a file a subject, becomes the relations of a population."""

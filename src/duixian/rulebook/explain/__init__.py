"""Assessments in words, as rows and as JSON: which article, fact, value, and what result."""

"""Adds to the audit log, seals it and verifies it."""

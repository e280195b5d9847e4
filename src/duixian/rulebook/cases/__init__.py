"""Worked examples of policies: what the text says must come out for a firm on a day."""

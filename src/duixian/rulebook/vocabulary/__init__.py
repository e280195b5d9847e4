"""The vocabulary of facts: which subjects there are, what is known of each, in which units."""

"""The typed expression tree: what a rule says, after reading, naming, typing and unit checks."""

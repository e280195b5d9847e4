"""From candidates and what is still owed to what a year will need, as a distribution."""

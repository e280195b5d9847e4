"""How far targets, spending and the plan are, what it is worth in marks, and what follows."""

"""A population matched: data in, statements run, a folder of results out."""

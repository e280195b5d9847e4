"""The year after a year: what goes on into it, and what has to be filled in anew."""

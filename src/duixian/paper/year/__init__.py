"""The papers of one year of a fund: which there are, and what stands in them in which order."""

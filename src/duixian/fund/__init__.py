"""One year of one fund: lines and where each figure comes from, targets, scores, ties. Pure."""

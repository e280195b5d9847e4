"""勾稽: named checks over a year, each giving what does not tie, with both figures and places."""

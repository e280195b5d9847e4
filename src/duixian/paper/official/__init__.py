"""Official papers: one model of a document, written as PDF, docx and xlsx."""

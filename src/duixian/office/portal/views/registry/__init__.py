"""The pages of the registry: search, files, imports, corrections, credit, name lists, titles."""

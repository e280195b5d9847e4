"""The population: every firm against every measure, as relational statements for DuckDB."""

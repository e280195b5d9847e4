"""The programs' entrance: policies, measures, facts, assessment, matching runs, as JSON."""

"""From a year to its figures: budgets by version, execution, targets, scores."""

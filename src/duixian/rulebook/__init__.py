"""What a policy means: rule language, policies as values, verdicts with reasons. Pure: no files, no clock, no float."""

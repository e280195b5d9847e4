"""What a policy means, in pure Python: language, policies as values, verdicts with reasons."""

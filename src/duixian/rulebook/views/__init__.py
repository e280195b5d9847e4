"""What can be read off the rulebook: a measure in plain Chinese, the standards, changes."""

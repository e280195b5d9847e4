"""What happens to every request before a page sees it."""

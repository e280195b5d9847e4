"""What is done to drafts of a self-check; one verb a file."""

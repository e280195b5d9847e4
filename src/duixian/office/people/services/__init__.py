"""What is done to people and their posts; one verb a file."""

"""What is done to messages; one verb a file."""

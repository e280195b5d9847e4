"""What is done to runs; one verb a file."""

"""What is done to policies; one verb a file."""

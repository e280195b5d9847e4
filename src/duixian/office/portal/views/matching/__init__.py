"""The pages of matching runs: started, followed, read, compared, taken away."""

"""Runs over the firms of a district: started, followed, compared; lists for automatic award."""

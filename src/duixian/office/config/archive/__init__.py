"""All that the site keeps in one file, and back again: its database, uploads, results of runs."""

"""Charts of a fund's year, drawn on the server without a network."""

"""What a year of a fund is made of, typed and frozen; nothing here is a total."""

"""From the texts and tables of a year's folder to a year, or to all that is wrong with them."""

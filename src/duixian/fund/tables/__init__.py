"""The tables of the papers, each a function from a year to cells that know their making."""

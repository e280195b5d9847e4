"""A closed list of tiny kinds that every storey of the office uses."""

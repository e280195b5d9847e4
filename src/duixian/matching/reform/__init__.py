"""Two versions of a policy on the same population: what each costs, who gains and who loses."""

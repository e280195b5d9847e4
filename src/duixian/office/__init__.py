"""The site on which districts, towns, experts and firms run the fund: people, cases and money."""

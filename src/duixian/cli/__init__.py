"""The command line `duixian`: reads arguments, calls the other rooms, prints Chinese."""

"""Settings, addresses and the way in: what puts the rooms of the office together."""

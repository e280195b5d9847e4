"""Users, organisations and roles, by district."""

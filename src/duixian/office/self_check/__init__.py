"""政策体检: a firm answers what the measures still need and sees what it can get, and why."""

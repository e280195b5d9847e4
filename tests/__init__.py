"""The tests mirror src/duixian; beside them: architecture, policies, journeys."""

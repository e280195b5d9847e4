"""The pages of a firm's messages."""

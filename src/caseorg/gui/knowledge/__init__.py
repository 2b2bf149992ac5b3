"""The knowledge, to read."""

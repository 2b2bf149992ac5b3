"""Papers: what is missing, where they go, how far they are."""

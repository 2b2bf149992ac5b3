"""The inbox of a case: a folder of the user whose files come in by themselves."""

"""Reads resources/knowledge into frozen values; what is told to a user has a source and a date checked."""

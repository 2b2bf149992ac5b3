"""The settings in one place."""

"""Backups, archives, the data folder and its health, in the window."""

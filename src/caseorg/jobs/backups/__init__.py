"""Copies of a whole data folder elsewhere: made, read back, put into a new folder, rehearsed."""

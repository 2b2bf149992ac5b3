"""Blackening what others are not to see of a picture, in the window."""

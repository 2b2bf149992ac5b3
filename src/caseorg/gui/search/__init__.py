"""The one search over all cases, in the window."""

"""Files that come from a phone over the local network."""

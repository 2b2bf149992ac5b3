"""One case as one file that opens elsewhere, with or without this program."""

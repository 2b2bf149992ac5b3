"""Files that leave the data folder: where they may go, written whole, hashed, read back."""

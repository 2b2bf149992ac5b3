"""The viewer: one piece of evidence in the whole window, with what it says and the fields that belong to it."""

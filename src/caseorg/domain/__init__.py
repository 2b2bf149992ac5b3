"""Plain values and rules of the field; imports the standard library alone."""

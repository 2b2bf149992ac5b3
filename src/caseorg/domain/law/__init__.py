"""Which law holds between the two sides of a case."""

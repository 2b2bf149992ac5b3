"""Other numbers for the evidence, by hand or by time."""

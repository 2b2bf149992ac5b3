"""What the journal says of all that a case holds, each entry chained to the one before."""

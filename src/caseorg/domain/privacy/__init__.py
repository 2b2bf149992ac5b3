"""Personal data in the texts of a case: found, told, hidden."""

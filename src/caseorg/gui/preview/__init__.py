"""A paper on the screen as it is on paper, and on its way to the printer."""

"""The right of the window: what is selected, large and with all that is known of it."""

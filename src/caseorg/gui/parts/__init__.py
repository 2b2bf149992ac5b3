"""What an event is taken for: shown as a proposal until the user confirms, changes or splits it."""

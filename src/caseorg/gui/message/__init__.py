"""Messages ready to send."""

"""What goes to a channel as files: the rules, and the note that tells the user about them."""

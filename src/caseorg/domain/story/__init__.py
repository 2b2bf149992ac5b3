"""What happened, read once: the parts of the events, who acted, and what a clause says beside."""

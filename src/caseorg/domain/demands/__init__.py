"""What the user demands: an action, a sum, a deadline, and what is asked for where the first cannot be done."""

"""What to do next in a case: what cannot wait, which doors are open and which are not, and the next rung."""

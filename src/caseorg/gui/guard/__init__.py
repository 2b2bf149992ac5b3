"""What is asked before anything goes out."""

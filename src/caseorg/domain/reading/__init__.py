"""What pictures say: lines that a program read off them, and what these lines mean. Nothing here is certain."""

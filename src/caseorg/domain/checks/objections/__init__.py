"""What the other side may say to the case as it stands (质疑预演), and how to meet it."""

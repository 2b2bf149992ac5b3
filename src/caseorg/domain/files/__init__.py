"""What files tell by their names and times, and what they are called when they leave."""

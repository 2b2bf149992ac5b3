"""What falls due, in all cases."""

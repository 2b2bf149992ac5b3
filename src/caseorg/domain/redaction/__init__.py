"""What is to be blackened in a picture that others see, and whether it can still be read afterwards."""

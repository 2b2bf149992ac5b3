"""The middle of the window: case header, next step, and what happened in order."""

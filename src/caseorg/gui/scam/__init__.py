"""Whether somebody who writes or calls is a swindler."""

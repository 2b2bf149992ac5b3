"""Processes of our own: started in one way, kept within limits, ended with the program."""

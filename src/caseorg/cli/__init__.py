"""The command line: prints, never decides. Help and messages are in the user's language."""

"""The verbs of the application: each changes a case in one transaction and leaves a journal entry."""

"""The papers of a case: drawn, looked at, saved, noted in the case."""

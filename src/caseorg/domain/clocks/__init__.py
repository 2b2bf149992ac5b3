"""Promises, follow-ups and periods: when they end, and what to do next."""

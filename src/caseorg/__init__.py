"""caseorg turns a pile of screenshots into a consumer case: timeline, messages, complaint PDF, evidence pack."""

__version__ = "0.1.0"

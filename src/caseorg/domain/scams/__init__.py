"""Fake customer service and refund fraud: wording and addresses."""

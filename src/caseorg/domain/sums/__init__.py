"""Paid, refunded, claimed: three numbers, how a claim is worked out, and why they differ."""

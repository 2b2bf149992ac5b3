"""The other side of a case: who it is, how that is found out, and which authority is competent."""

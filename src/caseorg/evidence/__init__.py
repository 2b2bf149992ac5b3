"""Evidence files as they came in: kept by digest, looked into, never changed."""

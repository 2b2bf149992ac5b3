"""What a case still lacks, and what may be said against it."""

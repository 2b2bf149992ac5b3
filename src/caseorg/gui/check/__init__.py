"""What a case still lacks, before it is sent or filed."""

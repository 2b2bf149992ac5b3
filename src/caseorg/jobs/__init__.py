"""Long work: generators that yield their progress; closing one stops it and leaves nothing half-made."""

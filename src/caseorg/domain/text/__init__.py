"""What people write and say in Chinese: numbers, terms, days and amounts."""

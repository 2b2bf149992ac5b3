"""The forms that authorities have on their sites, field by field."""

"""A site's form to be filled in, field by field."""

"""The list of cases, and the forms for a case and for the complainant."""

"""The papers of a case, as values: what each says, before it is drawn."""

"""What both faces show, as values: no Qt, no Typer."""

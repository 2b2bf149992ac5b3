"""What stands on a page of a paper: each piece of evidence as the pages that show it."""

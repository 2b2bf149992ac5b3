"""From what went wrong to a message ready to send, in five short pages."""

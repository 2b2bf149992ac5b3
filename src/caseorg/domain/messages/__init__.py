"""From a case to the text for a channel: slots, frames, demands, shortening, masking."""

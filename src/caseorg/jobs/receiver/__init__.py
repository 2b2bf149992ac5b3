"""Files from a phone over the local network: a small web page of ours sends them, byte for byte."""

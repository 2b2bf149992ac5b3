"""Reads pictures: PP-OCRv6 on onnxruntime. Opens no picture itself; to be called in a worker."""

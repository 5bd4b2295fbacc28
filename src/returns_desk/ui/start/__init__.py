"""The window of the first start: three steps to a working desk, or straight into the demo shop."""

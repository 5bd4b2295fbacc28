"""What was promised to customers: by whom, until when, by which channel, and what became of it.

Owns the life of a promise. It must not know a screen, and moves no money.
"""

"""Cases that were handed on: from the first trigger to the end, and who answered when.

Owns the life of an escalation. It must not know a screen, and decides nothing about money: what
may be done is the board's, what was decided is the approval's own event.
"""

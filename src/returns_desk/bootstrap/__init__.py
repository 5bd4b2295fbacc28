"""The only place where real things are chosen and handed to those who need them.

`commands` wires the command line, `desk` and its neighbours the window. Nothing is imported here,
so that a command pays for neither Qt nor the journal.
"""

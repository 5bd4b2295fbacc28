"""The hub: a PostgreSQL database that takes each terminal's journal in, and the way there.

Nobody who has no hub pays for it: the driver is loaded by `connecting` when a connection is wanted.
"""

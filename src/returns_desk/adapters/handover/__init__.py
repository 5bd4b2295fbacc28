"""Completed returns as files that a till or a back office reads.

Owns the two formats, the folder between us and the till, and the thread that fills it.
"""

"""Where the keys of a profile lie: files, sealed for the computer, or in a person's keyring.

Owns the three places, and that keys go from one to another whole or not at all. A key is never
printed or logged here, and none is ever replaced by a fresh one.
"""

"""Returns Desk: the returns counter of a shop.

Owns the version number, which the build reads from here. Imports nothing.
"""

__version__ = "0.1.0"

"""A second, slow reading of CONTRACT.md that the engine is compared with.

Owns no code of the engine and must never import any: only the shapes of case, sale and
policy. Everything is decided by trying every completion of what is unknown.
"""

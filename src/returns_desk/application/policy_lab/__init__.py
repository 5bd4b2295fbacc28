"""The policy laboratory: packs are tried on invented cases before a customer meets them.

Owns the analysis behind `policy check`, `explain` and `diff`. The engine alone decides what a
board says; here cases are invented, boards compared and findings worded. Must not read or write
files.
"""

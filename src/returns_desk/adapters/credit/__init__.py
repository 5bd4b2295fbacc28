"""Vouchers of store credit as signed texts, and the keys that they are checked with.

Owns their format and the trusted terminals; whether one may be redeemed is the application's.
"""

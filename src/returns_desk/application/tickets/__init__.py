"""Goods that a customer left for repair: a ticket is a promise to have them ready, with the goods.

Owns the life of a ticket. Repairs book no money.
"""

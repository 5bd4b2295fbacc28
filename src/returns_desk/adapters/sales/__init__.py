"""The local sale store: sales that were brought in, the search in them, and the importers.

Owns `sales.db` and everything that reads a till's files. Must not know the journal, packs or Qt;
what came back of a sale is the journal's to know. Others use `SaleStore` and `demo_sales`.
"""

"""The customer's own display: the same options as on the clerk's board, in their language."""

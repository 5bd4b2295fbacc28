"""Slips on paper: the barcode, and the page that becomes a PDF (the only adapter with Qt)."""

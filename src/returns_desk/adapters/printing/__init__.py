"""Slips on paper: the page that becomes a PDF, and receipt printers spoken to in ESC/POS.

The only adapter with Qt. `configured_printer` makes the printer that config.toml names.
"""

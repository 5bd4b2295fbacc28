"""What scanners send: GTINs, GS1 element strings, Digital Links, receipt barcodes by pattern."""

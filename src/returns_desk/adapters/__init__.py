"""Real things behind the application's ports: files, SQLite, the clock, the network, printers.

Each module owns one of them and translates its errors into ours. None imports another layer than
`application` and `domain`, and none but `printing` imports Qt.
"""

"""The clerk's window: presenter in plain Python, view in widgets of the kit."""

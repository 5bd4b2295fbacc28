"""The windows: views without decisions and presenters in plain Python; imports no adapters."""

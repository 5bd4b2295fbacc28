"""What dev.py's commands do, one module per concern; standard library only."""

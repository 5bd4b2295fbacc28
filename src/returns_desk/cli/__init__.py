"""The command line: arguments in, one result on standard output, one line on standard error.

Each command is a module with `add_parser(subparsers)` and `run(args, services, out, err) -> int`;
what it needs from outside arrives in `Services`. Imports no Qt and no adapter.
"""

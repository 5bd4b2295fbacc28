"""The program's start: `python -m returns_desk` and the command `returns-desk`.

Owns nothing but the call; `bootstrap` wires the rest.
"""

import os
import sys

from returns_desk.bootstrap.commands import run


def main() -> int:
    """Run with the arguments of the process and answer the exit code."""
    # Nothing that somebody installed beside the program takes part in reading its files, and
    # looking for it takes as long as reading five packs.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

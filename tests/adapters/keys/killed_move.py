"""A move of keys that is killed after so many steps on the disk, in a process of its own.

Run with the profile's folder, the new place and the number of steps. A step is a call that makes,
renames or removes something or waits for the disk, also those of the keyring.
"""

import sys
from pathlib import Path

from adapters.keeping.killed_keeping import die_after
from returns_desk.adapters.keys.access import KeysAccess
from returns_desk.adapters.keys.configuration import PLACES


def main(shop: Path, to: str, steps: int) -> None:
    access, place = KeysAccess(shop), PLACES[PLACES.index(to)]
    die_after(steps)
    access.move(place)
    sys.stdout.write("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

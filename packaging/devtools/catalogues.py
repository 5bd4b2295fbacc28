"""Compiles the message catalogues, `.po` to `.mo`, where the compiled one is older or absent.

Owns which files; the compiling is done by Babel in the environment's interpreter. Compiled
catalogues are never committed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from devtools import console, environment
from devtools.places import CATALOGUES

if TYPE_CHECKING:
    from pathlib import Path

# Run in the environment: a catalogue that Babel finds fault with stops the command.
COMPILE: Final = """
import sys
from pathlib import Path
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

for source in map(Path, sys.argv[1:]):
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    for message, errors in catalogue.check():
        sys.exit(f"{source.name}, line {message.lineno}: {errors[0]}")
    made = source.with_suffix(".mo.part")
    with made.open("wb") as file:
        write_mo(file, catalogue)
    made.replace(source.with_suffix(".mo"))
"""


def ensure_compiled() -> None:
    """Compile what changed since it was last compiled.

    Raises:
        Stopped: A catalogue is broken; its name, line and fault are shown.

    """
    stale = [source for source in sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po")) if _stale(source)]
    if not stale:
        return
    languages = sorted({source.parent.parent.name for source in stale})
    console.say(f"Compiling the catalogues: {', '.join(languages)}")
    words = [environment.python(), "-c", COMPILE, *map(str, stale)]
    console.run_quietly(words, "Compiling the catalogues", environment.variables())


def _stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime

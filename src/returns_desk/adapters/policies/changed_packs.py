"""The packs in force with some of them changed: what a replay tries.

Owns which pack a file stands in for: the one of the same id; a new id comes in addition. The law
that ships is always there, and no file may take its place.
"""

from collections.abc import Sequence
from pathlib import Path

from returns_desk.adapters.policies.policy_files import DEMO_PACKS, LoadedPolicy, load_policy


def files_in_force(shipped: Path, own: Sequence[Path]) -> tuple[Path, ...]:
    """The shop's pack files, or the demo shop's where it has none."""
    return tuple(own) or tuple(shipped / each for each in DEMO_PACKS)


def changed_policy(
    shipped: Path, own: Sequence[Path], changed: Sequence[Path]
) -> tuple[LoadedPolicy, tuple[Path, ...]]:
    """The packs of `own` with those of `changed` in their place, and the files that make it.

    Raises:
        UnusablePack: a file can't be used, or not together with the others.
    """
    # Each alone first: a mistake is told of the file that has it.
    new = {_id_of(shipped, path): path for path in changed}
    kept = [path for path in files_in_force(shipped, own) if _id_of(shipped, path) not in new]
    files = (*kept, *new.values())
    return load_policy(shipped, files=files), files


def _id_of(shipped: Path, path: Path) -> str:
    loaded = load_policy(shipped, files=(path,), with_law=False)
    return loaded.packs[0].pack.id

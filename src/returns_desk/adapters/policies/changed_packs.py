"""The packs in force with some of them changed: what a replay tries.

Owns which pack a file stands in for: the one of the same id; a new id comes in addition. The law
that ships is always there, and no file may take its place.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from returns_desk.adapters.policies.policy_files import DEMO_PACKS, LoadedPolicy, load_policy
from returns_desk.domain.policy import Pack


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
    new = {pack_of(shipped, path).id: path for path in changed}
    files = with_changed(shipped, files_in_force(shipped, own), new)
    return load_policy(shipped, files=files), files


def with_changed(
    shipped: Path, files: Sequence[Path], changed: Mapping[str, Path]
) -> tuple[Path, ...]:
    """The files with those of `changed`, by their packs' ids, in the place of what they stand for.

    Raises:
        UnusablePack: one of `files` can't be used.
    """
    kept = [path for path in files if pack_of(shipped, path).id not in changed]
    return (*kept, *changed.values())


def pack_of(shipped: Path, path: Path) -> Pack:
    """The one pack in a file.

    Raises:
        UnusablePack: with every problem of the file.
    """
    return load_policy(shipped, files=(path,), with_law=False).packs[0].pack

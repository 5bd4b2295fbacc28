"""Copies of people.db that restores kept aside in a profile.

Owns which files they are. It must not open them.
"""

from pathlib import Path

from returns_desk.adapters.keeping.switching import KEPT_ASIDE


def copies_aside(people: Path) -> tuple[Path, ...]:
    """Those beside this people.db, the oldest restore first, whole or damaged."""
    return tuple(sorted(people.parent.glob(f"{KEPT_ASIDE}*/{people.name}")))


def folders_aside(people: Path) -> tuple[Path, ...]:
    """The folders of restores beside this people.db, the oldest first."""
    found = people.parent.glob(f"{KEPT_ASIDE}*")
    return tuple(sorted(each for each in found if each.is_dir()))

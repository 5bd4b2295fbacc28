"""Copies of people.db that restores kept aside in a profile.

Owns which files they are. It must not open them.
"""

from pathlib import Path

from returns_desk.adapters.keeping.switching import KEPT_ASIDE


def copies_aside(people: Path) -> tuple[Path, ...]:
    """Those beside this people.db, the oldest restore first, whole or damaged."""
    return tuple(sorted(people.parent.glob(f"{KEPT_ASIDE}*/{people.name}")))

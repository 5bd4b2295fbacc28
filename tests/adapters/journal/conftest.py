"""Journals that tests of bending and of anchors begin with."""

from pathlib import Path

import pytest

from adapters.journal.journal_kit import event, open_journal, whole_return


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A journal that was closed as usual: its anchor vouches for all of it."""
    with open_journal(tmp_path) as journal:
        journal.append(*whole_return("case-1"))
        journal.append(*whole_return("case-2", 2))
    with open_journal(tmp_path) as journal:
        journal.append(event("desk_locked", None))
    return tmp_path / "journal.db"

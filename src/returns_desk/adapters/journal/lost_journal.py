"""A journal that is gone though its terminal remembers one.

Owns the refusal to begin a new one in its place. It must not open the journal.
"""

from pathlib import Path

from returns_desk.adapters.journal.anchors import AnchorStore
from returns_desk.domain.errors import OperatorMistake


def refuse_a_lost_journal(path: Path, anchors: AnchorStore) -> None:
    """A new journal in place of one that is gone would hide that loss.

    Raises:
        OperatorMistake: The terminal remembers a journal, and there is none.

    """
    # An empty file is what a full disk or a broken copy leaves behind.
    if path.exists() and path.stat().st_size:
        return
    kept = anchors.read()
    if kept is not None:
        state = "empty" if path.exists() else "gone"
        message = (
            f"{path}: the journal is {state}; this terminal recorded {kept.sequence} events. "
            "Put the file back from where it went, or from the last backup."
        )
        raise OperatorMistake(message, code="journal_gone", events=kept.sequence)

"""Whose journal this is: who wrote it last against the terminal that reads it.

A chain that was made anew with a key of its own fits in itself; the profile's own key shows it.
Owns the sentences where they differ. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from returns_desk.adapters.journal.restored import Writer
from returns_desk.application.ports import BentEvent

OTHER_KEY = (
    "This journal is not signed with this terminal's key: it was made with another one, or another "
    "key lies in this profile now. Put back what was exchanged: the journal from the last backup, "
    "or the key from the backup of the keys."
)
_OTHER_HOME = (
    "Another installation than this profile's wrote this journal last. Put this profile's own "
    "journal back."
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The profile that a journal lies in; its terminal's public key in lower-case hex."""

    installation: str
    public_key: str

    def vouches_as(self, writer: Writer) -> bool:
        """Whether a signature of that writer is this terminal's own."""
        return writer.public_key == self.public_key


def of_another(writers: Sequence[Writer], owner: Owner | None) -> BentEvent | None:
    """Where somebody else began to write what should be the owner's; None without an owner.

    A journal that was restored has others before: only who goes on with it now is compared.
    """
    if owner is None:
        return None
    last = writers[-1] if writers else None
    if last is None or not owner.vouches_as(last):
        return BentEvent(last.since if last else 1, "changed", OTHER_KEY)
    if last.origin.installation != owner.installation:
        return BentEvent(last.since, "changed", _OTHER_HOME)
    return None

"""What a profile remembers of its journal's end, outside the journal.

Owns what is asked where the place of the keys can't be reached. It must not read the journal.
"""

from pathlib import Path
from typing import Final

from returns_desk.adapters.journal.anchors import Anchor, AnchorStore
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.journal.remembered_end import FurthestAnchor, RememberedEnd
from returns_desk.adapters.keys.configuration import KeyPlace
from returns_desk.adapters.keys.places import holder_there
from returns_desk.domain.errors import Defect, ReturnsError

END: Final = "journal.end"


class EndAlone:
    """The end that is noted beside the journal, for who only reads; nothing else is in reach."""

    def __init__(self, directory: Path, installation: str) -> None:
        self._end = RememberedEnd(directory / END, installation)

    def read(self) -> Anchor | None:
        """The end that was noted last, or None."""
        return self._end.read()

    def write(self, anchor: Anchor) -> None:
        """Never asked of who only reads.

        Raises:
            Defect: Always.

        """
        message = f"The end {anchor.sequence} was to be remembered by who only reads."
        raise Defect(message, code="unexpected")


def anchors_of(directory: Path, installation: str, place: KeyPlace | None) -> FurthestAnchor:
    """The keystore's anchor, or the remembered end where that reaches further.

    Raises:
        OperatorMistake: The keys lie in another place than `place`, or that place is not whole.

    """
    keys = holder_there(directory / "keys", place)
    return FurthestAnchor(keys.anchors(installation), directory, installation)


def anchors_in_reach(directory: Path, installation: str, place: KeyPlace | None) -> AnchorStore:
    """The same where the keystore can be asked, else the remembered end alone."""
    try:
        anchors = anchors_of(directory, installation, place)
        anchors.read()
    except ReturnsError:
        return EndAlone(directory, installation)
    return anchors


def remembered_owner(anchors: AnchorStore, installation: str) -> Owner | None:
    """Whose the journal is as this computer remembers its end; None where it remembers none."""
    kept = anchors.read()
    if kept is None or kept.public_key is None or kept.installation != installation:
        return None
    return Owner(installation, kept.public_key)

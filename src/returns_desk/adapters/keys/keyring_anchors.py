"""The last anchor of the journal in a person's keyring, where no copy of the folder reaches.

Owns the item's form: the newest anchor of this installation, and that of the one which a restore is
about to begin, since the files take their place a moment later. It must not read the journal.
"""

import json
from typing import Any

from returns_desk.adapters.journal.anchors import Anchor, anchor_values, kept_anchor
from returns_desk.adapters.keys.keyring_item import KeyringItem
from returns_desk.domain.errors import OperatorMistake


class KeyringAnchors:
    """An `AnchorStore` in one item of the keyring."""

    def __init__(self, item: KeyringItem, installation: str | None) -> None:
        """`installation` is the profile's; None where its configuration can't be read."""
        self._item, self._installation = item, installation

    def read(self) -> Anchor | None:
        """The anchor of this installation, else the newest of another; None before the first.

        Raises:
            OperatorMistake: The item is not what `write` leaves.
            EnvironmentFault: The keyring is locked, absent or broken.

        """
        kept = self._all()
        own = [each for each in kept if each.installation == self._installation]
        return next(reversed(own or kept), None)

    def write(self, anchor: Anchor) -> None:
        """Remember this anchor in place of the last of its installation; the profile's own stays.

        Raises:
            OperatorMistake: The item is not what `write` leaves.
            EnvironmentFault: The keyring is locked, absent or broken.

        """
        kept = [each for each in self._all() if self._stays(each, anchor)]
        self._item.write(json.dumps([anchor_values(each) for each in (*kept, anchor)]))

    def _stays(self, kept: Anchor, newest: Anchor) -> bool:
        is_replaced = kept.installation == newest.installation
        return not is_replaced and self._installation in {None, kept.installation}

    def _all(self) -> list[Anchor]:
        text = self._item.read()
        if text is None:
            return []
        try:
            return [kept_anchor(each) for each in _listed(json.loads(text))]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            message = (
                f"{self._item.name!r} in the keyring of this person is not an anchor of a journal. "
                "Take it out there; the end of the journal can't be proved without it."
            )
            raise OperatorMistake(message, code="anchor_unreadable") from error


def _listed(told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise TypeError("not as we write it")
    return told

"""The search by name in people.db, without a name in it: each part of a name as a keyed hash.

Owns how names are folded and hashed. Beside encrypted documents a list of plain names would make
erasing worthless, and a bare hash could be found by trying all names; so each part is hashed under
the profile's key. What is bought with that: whole parts are found, in any order, case and accents
aside; a beginning of a part is not. It must not open files.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from returns_desk.application.ports import Json

TOKEN_BYTES: Final = 16
NAME: Final = "name"
"""The key of a document under which the name stands."""

_PARTS: Final = re.compile(r"[^\W_]+")
_ALIKE: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"})
_EV: Final = (("եվ", "եւ"), ("եւ", "եվ"))


class NameIndex:
    """Makes the hashes that names are found by."""

    def __init__(self, profile_key: bytes) -> None:
        label = b"returns-desk people names"
        self._key = hmac.new(profile_key, label, hashlib.sha256).digest()

    def tokens_of(self, document: Mapping[str, Json]) -> frozenset[bytes]:
        """What a case is found by."""
        name = document.get(NAME)
        return self.tokens(name) if isinstance(name, str) else frozenset()

    def tokens(self, name: str) -> frozenset[bytes]:
        """One hash for each part of a name."""
        return frozenset(self._token(part) for part in parts_of(name))

    def ways(self, name: str) -> tuple[frozenset[bytes], ...]:
        """For each part of what is looked for the hashes under which it may lie.

        The Armenian ligature is one sign in small letters and two in capitals, which are written in
        two ways; whoever looks for one of them means all.
        """
        return tuple(
            frozenset(self._token(way) for way in (part, *(part.replace(*each) for each in _EV)))
            for part in parts_of(name)
        )

    def _token(self, part: str) -> bytes:
        return hmac.new(self._key, part.encode(), hashlib.sha256).digest()[:TOKEN_BYTES]


def parts_of(name: str) -> frozenset[str]:
    """The parts of a name as they are compared.

    >>> sorted(parts_of("Õie Tamm-Põld"))
    ['oie', 'pold', 'tamm']
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return frozenset(_PARTS.findall(bare.translate(_ALIKE)))

"""Both keys of a profile as one short text, for places that keep one thing.

Owns the form. It must not know where the text lies.
"""

import json
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from returns_desk.adapters.profile_keys import PROFILE_KEY_BYTES, ProfileKeys, TerminalKey

_KIND: Final = "returns-desk keys"
_VERSION: Final = 1


def key_text(keys: ProfileKeys) -> str:
    """One line of JSON, about 220 characters: Windows keeps at most 1,280 in one credential."""
    return json.dumps(
        {
            "kind": _KIND,
            "version": _VERSION,
            "profile_key": keys.profile_key.hex(),
            "terminal_seed": keys.terminal.seed().hex(),
        }
    )


def keys_of(text: str) -> ProfileKeys:
    """The keys in a text of `key_text`.

    Raises:
        ValueError: It is none; the error quotes nothing of it.

    """
    try:
        return _keys_of(json.loads(text))
    except (ValueError, LookupError, TypeError, RecursionError):
        # Without its cause: that one carries the whole text along.
        raise ValueError("this is not a text of keys") from None


def are_same(one: ProfileKeys, other: ProfileKeys) -> bool:
    """Whether both keys are the same."""
    return (one.profile_key, one.terminal.seed()) == (other.profile_key, other.terminal.seed())


def _keys_of(told: Any) -> ProfileKeys:
    profile_key = bytes.fromhex(told["profile_key"])
    is_ours = told["kind"] == _KIND and told["version"] == _VERSION
    if not is_ours or len(profile_key) != PROFILE_KEY_BYTES:
        raise ValueError("not as we write it")
    seed = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(told["terminal_seed"]))
    return ProfileKeys(profile_key, TerminalKey(seed))

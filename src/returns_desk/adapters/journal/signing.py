"""Signed checkpoints: the terminal's Ed25519 key vouches for everything up to an event.

Owns what is signed and how a signature is checked. It must not know where the key lies.
"""

from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.journal.hash_chain import Head, Link, Origin
from returns_desk.application.ports import Json, NewEvent

CHECKPOINT: Final = "checkpoint"
PURPOSE: Final = "returns-desk journal checkpoint"


class Signer(Protocol):
    """Holds the terminal's private key."""

    @property
    def public_key(self) -> str:
        """The raw public key in lower-case hex."""
        ...

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of the content."""
        ...


def checkpoint(last: Link | Head, origin: Origin, signer: Signer) -> NewEvent:
    """The event that vouches for the chain up to and with `last`."""
    last_hash = last.hash.hex()
    signature = signer.sign(signed_content(origin, last.sequence, last_hash))
    payload: dict[str, Json] = {
        "sequence": last.sequence,
        "hash": last_hash,
        "signature": signature.hex(),
    }
    return NewEvent(type=CHECKPOINT, payload=payload)


def signed_content(origin: Origin, sequence: int, last_hash: str) -> bytes:
    """What a checkpoint's signature covers; names its purpose so that it serves no other."""
    return canonical_bytes(
        {
            "purpose": PURPOSE,
            "installation": origin.installation,
            "terminal": origin.terminal,
            "sequence": sequence,
            "hash": last_hash,
        }
    )


def is_signed(public_key: str, signature: str, content: bytes) -> bool:
    """True if the key's owner signed the content; False for anything malformed."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), content)
    except (ValueError, InvalidSignature):
        return False
    return True

"""A voucher as a text that a scanner reads, signed with the terminal's key.

Owns the format: `RDV1`, then in base 32 the facts and an Ed25519 signature over them and over a
purpose of their own, so that no other signature of the terminal passes for it. Reads whatever a
person may scan, and must not know any journal.
"""

import os
import struct
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from returns_desk.adapters.credit.letters import (
    NUMBER_BYTES,
    bytes_of,
    is_short_number,
    letters_of,
    number_of,
    plain,
    short_number,
)
from returns_desk.application.store_credit import CODE_PREFIX as PREFIX
from returns_desk.application.store_credit import Seal, Voucher, VoucherReading
from returns_desk.domain.errors import InvalidInput, ensure

PURPOSE: Final = b"returns-desk voucher 1\x00"
SIGNATURE_BYTES: Final = 64
MOST_CHARACTERS: Final = 1_000
# Number, value, currency, seconds since 1970, days since 1970 (0: no end); then two texts, each
# behind its length in bytes.
_FACTS: Final = struct.Struct(">16sQ3sII")
_MOST_OF_A_NAME: Final = 40
"""Characters of a name that are written; an installation's has 36, a terminal's two or three."""
_DAY_ZERO: Final = date(1970, 1, 1)


class Signer(Protocol):
    """Holds the terminal's private key."""

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of the content."""
        ...


class SignedVouchers:
    """Makes the vouchers of one terminal."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def new_number(self) -> str:
        """128 random bits, as 32 hexadecimal digits."""
        return os.urandom(NUMBER_BYTES).hex()

    def code(self, voucher: Voucher) -> str:
        """The signed voucher as text; the same voucher gives the same text."""
        facts = facts_bytes(voucher)
        return PREFIX + letters_of(facts + self._signer.sign(PURPOSE + facts))

    def short_number(self, number: str) -> str:
        """The number as people read and type it."""
        return short_number(bytes.fromhex(number))


def read_code(text: str, keys: Mapping[str, str]) -> VoucherReading:
    """What a scanned or typed text is; `keys` are public keys in hex by installation.

    Raises:
        InvalidInput: nothing was given, far too much, or a short number with a wrong letter.
    """
    letters = plain(text)
    if not letters:
        raise InvalidInput("", "There is no voucher here. Scan it, or type its number.")
    if len(letters) > MOST_CHARACTERS:
        message = f"This is longer than any voucher ({MOST_CHARACTERS} characters). Scan one alone."
        raise InvalidInput("", message)
    if letters.startswith(PREFIX) and not is_short_number(letters):
        return _read_signed(letters.removeprefix(PREFIX), keys)
    if is_short_number(letters):
        number = number_of(letters)
        if number is None:
            message = "A letter of this number is wrong: its last two do not fit. Type it again."
            raise InvalidInput("", message)
        return VoucherReading(Seal.SHORT_NUMBER, number.hex())
    return VoucherReading(Seal.NOT_OURS)


def _read_signed(letters: str, keys: Mapping[str, str]) -> VoucherReading:
    content = bytes_of(letters) or b""
    facts, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    voucher = voucher_of(facts)
    if voucher is None:
        return VoucherReading(Seal.FORGED)
    key = keys.get(voucher.installation)
    if key is None:
        return VoucherReading(Seal.UNKNOWN_TERMINAL, voucher.number, voucher)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, PURPOSE + facts)
    except InvalidSignature:
        return VoucherReading(Seal.FORGED, voucher.number, voucher)
    return VoucherReading(Seal.SIGNED, voucher.number, voucher)


def facts_bytes(voucher: Voucher) -> bytes:
    """The voucher's facts, always the same bytes for the same voucher."""
    ensure(voucher.value > 0 and len(voucher.currency) == 3, "a voucher is worth something")  # noqa: PLR2004 -- ISO 4217 codes have three letters
    last = voucher.expires_on
    return _FACTS.pack(
        bytes.fromhex(voucher.number),
        voucher.value,
        voucher.currency.encode("ascii"),
        int(voucher.issued_at.timestamp()),
        0 if last is None else (last - _DAY_ZERO).days,
    ) + b"".join(_text_bytes(each) for each in (voucher.installation, voucher.terminal))


def voucher_of(facts: bytes) -> Voucher | None:
    """The voucher of its bytes, its time in UTC; None where they are no voucher's."""
    if len(facts) < _FACTS.size:
        return None
    number, value, currency, issued, days = _FACTS.unpack_from(facts)
    texts = _texts(facts[_FACTS.size :])
    if texts is None or not currency.isalpha() or value == 0:
        return None
    try:
        return Voucher(
            number=number.hex(),
            value=value,
            currency=currency.decode("ascii"),
            issued_at=datetime.fromtimestamp(issued, UTC),
            expires_on=_DAY_ZERO + timedelta(days=days) if days else None,
            installation=texts[0],
            terminal=texts[1],
        )
    except (OverflowError, UnicodeDecodeError):
        return None


def _text_bytes(text: str) -> bytes:
    content = text[:_MOST_OF_A_NAME].encode()
    return bytes([len(content)]) + content


def _texts(content: bytes) -> tuple[str, str] | None:
    """Two texts behind their lengths, and nothing after them."""
    texts = []
    for _ in range(2):
        if not content or len(content) <= content[0]:
            return None
        texts.append(content[1 : content[0] + 1])
        content = content[content[0] + 1 :]
    try:
        return None if content else (texts[0].decode(), texts[1].decode())
    except UnicodeDecodeError:
        return None

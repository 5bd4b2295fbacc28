"""The recovery sheet: both keys of a profile on paper, in lines that a person can type again.

Owns the sheet's form and its checks. It must not write a file, print or log anything: a sheet is
made only when somebody asks for it.
"""

import re
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from returns_desk.adapters.profile_keys import PROFILE_KEY_BYTES, ProfileKeys, TerminalKey
from returns_desk.domain.errors import OperatorMistake

# Crockford's base 32: no I, L, O or U, since people take them for something else.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR: Final = str.maketrans("OIL", "011")
_LINE_BYTES: Final = 8
_DATA_SYMBOLS: Final = 13
_CHECK_SYMBOLS: Final = 3
_BITS: Final = 5
_CHECK_BITS: Final = _BITS * _CHECK_SYMBOLS
_POLYNOMIAL: Final = 0x4599
"""CRC-15 as CAN has it: every error within 15 bits is found, so every one and every swapped pair of
letters."""
_LABELS: Final = tuple(f"{key}{line}" for key in "PT" for line in range(1, 5))
"""P: the profile's key; T: the terminal's."""
_LINE: Final = re.compile(r"\s*([PT][1-4])[\s:.]+(.*?)\s*")
_PUBLIC: Final = re.compile(r"\s*Public key\s*:\s*([0-9a-f]{64})\s*")


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """Whose keys they are, and when the sheet was made; nothing of it is needed to recover."""

    shop: str
    terminal: str
    installation: str
    made_at: str


def sheet_text(keys: ProfileKeys, heading: SheetHeading) -> str:
    """The sheet as plain text."""
    secret = keys.profile_key + keys.terminal.seed()
    parts = [secret[at : at + _LINE_BYTES] for at in range(0, len(secret), _LINE_BYTES)]
    lines = [f"  {label}  {_line(label, part)}" for label, part in zip(_LABELS, parts, strict=True)]
    return "\n".join(
        [
            "Returns Desk: recovery sheet",
            "",
            f"Shop: {heading.shop}",
            f"Terminal: {heading.terminal}",
            f"Installation: {heading.installation}",
            f"Made: {heading.made_at}",
            "",
            "Who has this sheet can read the personal data of this terminal and sign its journal.",
            "Lock it away on paper; keep no copy on a computer.",
            "",
            *lines,
            "",
            f"Public key: {keys.terminal.public_key}",
            "",
            "To put lost keys back, type the eight lines into a text file, then run:",
            "  returns-desk keys recover FILE --profile FOLDER",
            "",
        ]
    )


def read_sheet(text: str) -> ProfileKeys:
    """The keys on a sheet; other lines do not matter, nor do capitals and spaces.

    Raises:
        OperatorMistake: A line is missing, there twice, or not typed as it stands on the sheet; the
            sentence names it.

    """
    found: dict[str, bytes] = {}
    for match in map(_LINE.fullmatch, text.upper().splitlines()):
        if match is None:
            continue
        label, typed = match.group(1), match.group(2)
        if label in found:
            raise _wrong(f"Line {label} stands there twice. Keep the one from the sheet.")
        found[label] = _bytes(label, typed)
    missing = [label for label in _LABELS if label not in found]
    if missing:
        raise _wrong(f"Line {missing[0]} is missing. Type all eight lines, P1 to T4.")
    secret = b"".join(found[label] for label in _LABELS)
    seed = Ed25519PrivateKey.from_private_bytes(secret[PROFILE_KEY_BYTES:])
    keys = ProfileKeys(secret[:PROFILE_KEY_BYTES], TerminalKey(seed))
    told = next(filter(None, map(_PUBLIC.fullmatch, text.splitlines())), None)
    if told is not None and told.group(1) != keys.terminal.public_key:
        raise _wrong("The public key does not belong to lines T1 to T4. Use one sheet only.")
    return keys


def _line(label: str, part: bytes) -> str:
    """Sixteen letters in groups of four: thirteen of the key, three that check them."""
    # 64 bits in 65: the last one is always nought.
    data = int.from_bytes(part, "big") << 1
    whole = data << _CHECK_BITS | _check(label, data)
    letters = _letters(whole, _DATA_SYMBOLS + _CHECK_SYMBOLS)
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _bytes(label: str, typed: str) -> bytes:
    letters = re.sub(r"[\s-]", "", typed).translate(_TAKEN_FOR)
    unknown = next((each for each in letters if each not in _LETTERS), None)
    if unknown is not None:
        raise _wrong(f"Line {label}: there is no {unknown!r} on a sheet. Look at it once more.")
    if len(letters) != _DATA_SYMBOLS + _CHECK_SYMBOLS:
        raise _wrong(f"Line {label} has {len(letters)} letters instead of 16. Type it once more.")
    whole = 0
    for each in letters:
        whole = whole << _BITS | _LETTERS.index(each)
    data, check = whole >> _CHECK_BITS, whole & ((1 << _CHECK_BITS) - 1)
    if check != _check(label, data) or data & 1:
        raise _wrong(f"Line {label} is not typed as it stands on the sheet. Compare it.")
    return (data >> 1).to_bytes(_LINE_BYTES, "big")


def _check(label: str, data: int) -> int:
    """The remainder over the line's bits; it begins with the label, so no line fits elsewhere."""
    remainder = _LABELS.index(label) + 1
    for at in reversed(range(_BITS * _DATA_SYMBOLS)):
        bit = (data >> at & 1) ^ (remainder >> (_CHECK_BITS - 1))
        remainder = remainder << 1 & ((1 << _CHECK_BITS) - 1)
        remainder ^= _POLYNOMIAL if bit else 0
    return remainder


def _letters(value: int, count: int) -> str:
    return "".join(_LETTERS[value >> (_BITS * at) & 31] for at in reversed(range(count)))


def _wrong(message: str) -> OperatorMistake:
    return OperatorMistake(message, code="sheet_unreadable")

"""Bytes as capital letters and digits that nobody misreads: Crockford's base 32.

Owns the alphabet and the two check letters of a short number. I, L and O are read as the digits
they look like; spaces, dashes and small letters count for nothing.
"""

from typing import Final

from returns_desk.domain.errors import ensure

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", " ": None, "-": None})
_BITS: Final = 5
NUMBER_BYTES: Final = 16
_NUMBER_LETTERS: Final = 26
_CHECK_LETTERS: Final = 2
SHORT_LETTERS: Final = _NUMBER_LETTERS + _CHECK_LETTERS
# The greatest prime below 32 * 32: one wrong letter, or two that changed places, never pass.
_CHECK_MODULUS: Final = 1021
_GROUP: Final = 4


def plain(text: str) -> str:
    """What was scanned or typed, as letters of the alphabet where it is made of them."""
    return "".join(text.split()).upper().translate(_READ_AS)


def letters_of(content: bytes) -> str:
    """The bytes as letters; bits that the last letter has too many are 0."""
    bits = len(content) * 8
    count = -(-bits // _BITS)
    return _letters(int.from_bytes(content) << (count * _BITS - bits), count)


def bytes_of(letters: str) -> bytes | None:
    """The bytes of letters, or None where no bytes are written so."""
    value = _value(letters)
    size, spare = divmod(len(letters) * _BITS, 8)
    if value is None or spare >= _BITS or value & ((1 << spare) - 1):
        return None
    return (value >> spare).to_bytes(size)


def short_number(number: bytes) -> str:
    """A number of 16 bytes to read and type: seven groups of four, the last two letters checks.

    >>> short_number(bytes(15) + b"a")
    '0000-0000-0000-0000-0000-0000-3131'
    """
    ensure(len(number) == NUMBER_BYTES, "a voucher's number has 128 bits")
    value = int.from_bytes(number)
    check = _letters(value % _CHECK_MODULUS, _CHECK_LETTERS)
    text = _letters(value, _NUMBER_LETTERS) + check
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def is_short_number(letters: str) -> bool:
    """Whether it looks like a short number, rightly typed or not."""
    return len(letters) == SHORT_LETTERS and _value(letters) is not None


def number_of(letters: str) -> bytes | None:
    """The 16 bytes of a short number, or None where its check letters do not fit."""
    value, check = _value(letters[:_NUMBER_LETTERS]), _value(letters[_NUMBER_LETTERS:])
    if value is None or check is None or value >> (NUMBER_BYTES * 8):
        return None
    return value.to_bytes(NUMBER_BYTES) if value % _CHECK_MODULUS == check else None


def _letters(value: int, count: int) -> str:
    places = range((count - 1) * _BITS, -1, -_BITS)
    return "".join(ALPHABET[value >> place & 31] for place in places)


def _value(letters: str) -> int | None:
    value = 0
    for letter in letters:
        if letter not in _VALUES:
            return None
        value = value << _BITS | _VALUES[letter]
    return value

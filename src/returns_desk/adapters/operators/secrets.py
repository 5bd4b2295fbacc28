"""PINs and badges as they are kept: never themselves, only what checks them.

Owns which PINs are too easy, how a PIN is hashed (argon2id over an HMAC under the profile's key, so
that a stolen file alone can't be tried out), how long wrong tries wait, and the form of badges. No
PIN and no badge may be logged, printed or put into an error.
"""

import base64
import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from returns_desk.domain.errors import OperatorMistake

LEAST_PIN_DIGITS: Final = 6
MOST_PIN_DIGITS: Final = 32
LEAST_DIFFERENT_DIGITS: Final = 3
TRIES_WITHOUT_WAIT: Final = 2
LONGEST_WAIT_S: Final = 60
BADGE_BYTES: Final = 16
BADGE_PREFIX: Final = "RDB-"

_FORWARD: Final = "01234567890123456789"
_PIN_LABEL: Final = b"returns-desk pin\x00"
_BADGE_LABEL: Final = b"returns-desk badge\x00"


@dataclass(frozen=True, slots=True)
class PinCost:
    """What one check of a PIN costs; the default takes 50 to 150 ms on an ordinary till."""

    passes: int = 2
    memory_kib: int = 65_536
    lanes: int = 1


class PinHasher:
    """Makes and checks what is kept of a PIN."""

    def __init__(self, profile_key: bytes, cost: PinCost | None = None) -> None:
        chosen = cost or PinCost()
        self._key = profile_key
        self._hasher = PasswordHasher(
            time_cost=chosen.passes, memory_cost=chosen.memory_kib, parallelism=chosen.lanes
        )

    def hashed(self, pin: str) -> str:
        """What is kept of a PIN; another text each time."""
        return self._hasher.hash(self._keyed(pin))

    def is_right(self, kept: str, pin: str) -> bool:
        """True if this is the PIN; takes as long for a wrong one."""
        try:
            return self._hasher.verify(kept, self._keyed(pin))
        except (VerificationError, InvalidHashError):
            return False

    def _keyed(self, pin: str) -> bytes:
        return hmac.new(self._key, _PIN_LABEL + pin.encode("utf-8"), hashlib.sha256).digest()


def refuse_weak_pin(pin: str) -> None:
    """Let only a PIN pass that isn't among the first that anyone would try.

    Raises:
        OperatorMistake: `pin_too_short`, `pin_not_digits` or `pin_too_easy`.

    """
    if not re.fullmatch(r"[0-9]*", pin):
        raise OperatorMistake("A PIN has digits only.", code="pin_not_digits")
    if not LEAST_PIN_DIGITS <= len(pin) <= MOST_PIN_DIGITS:
        message = f"A PIN has {LEAST_PIN_DIGITS} digits or more (at most {MOST_PIN_DIGITS})."
        raise OperatorMistake(message, code="pin_too_short")
    if _is_easy(pin):
        message = "This PIN is among the first that anyone would try. Choose another."
        raise OperatorMistake(message, code="pin_too_easy")


def wait_after_s(wrong_tries: int) -> int:
    """Seconds to wait after that many wrong PINs in a row: none, none, 2, 4, 8 ... up to 60."""
    beyond = wrong_tries - TRIES_WITHOUT_WAIT
    return 0 if beyond <= 0 else min(LONGEST_WAIT_S, 2 ** min(beyond, LONGEST_WAIT_S))


def new_badge() -> str:
    """The text of a new badge: 128 random bits in letters and digits that scanners read well."""
    return BADGE_PREFIX + base64.b32encode(os.urandom(BADGE_BYTES)).decode("ascii").rstrip("=")


def badge_hash(profile_key: bytes, badge: str) -> str:
    """What is kept of a badge."""
    text = badge.strip().upper().encode("utf-8")
    return hmac.new(profile_key, _BADGE_LABEL + text, hashlib.sha256).hexdigest()


def is_badge(scanned: str) -> bool:
    """True if the scanned text has the form of a badge of ours."""
    return re.fullmatch(r"RDB-[A-Z2-7]{26}", scanned.strip().upper()) is not None


def _is_easy(pin: str) -> bool:
    if len(set(pin)) < LEAST_DIFFERENT_DIGITS or pin in _FORWARD or pin[::-1] in _FORWARD:
        return True
    size = len(pin)
    repeats = any(pin == pin[:part] * (size // part) for part in range(1, size // 2 + 1))
    doubled = pin[::2] == pin[1::2] and pin[::2] in _FORWARD  # 112233
    half = size // 2
    mirrored = pin == pin[::-1] and pin[:half] in _FORWARD  # 123321
    return repeats or doubled or mirrored

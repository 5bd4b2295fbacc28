"""The real clock and the real source of ids.

Owns the only calls of the system's time and randomness for events. It must not be used where a
test can't put another clock in.
"""

import os
import time
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from returns_desk.domain.errors import InvalidInput

_RANDOM_BITS: Final = 74
_VERSION_7: Final = 0x7
_VARIANT: Final = 0b10


class SystemClock:
    """This computer's time in the shop's zone, whatever zone the computer is set to."""

    def __init__(self, zone: str) -> None:
        """Take the shop's zone by its IANA name.

        Raises:
            InvalidInput: There is no such zone.

        """
        self._zone = zone_named(zone)

    def now(self) -> datetime:
        """This moment with the shop's offset."""
        return datetime.now(self._zone)


def zone_named(name: str) -> ZoneInfo:
    """The zone with that IANA name, such as America/Chicago.

    Raises:
        InvalidInput: There is no such zone.

    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        message = f"{name!r} is no time zone; write it as Continent/City, such as Europe/Tallinn."
        raise InvalidInput("zone", message, code="unknown_zone") from error


class SystemIds:
    """Ids of UUID version 7: time ordered, and never the same twice, even when the clock stands."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def new_id(self) -> str:
        """A fresh id, greater than every one this source gave before."""
        milliseconds = time.time_ns() // 1_000_000
        random = int.from_bytes(os.urandom(10), "big") >> (80 - _RANDOM_BITS)
        with self._lock:
            self._last = max(self._last + 1, (milliseconds << _RANDOM_BITS) | random)
            return str(_version_7(self._last))


def _version_7(value: int) -> UUID:
    """Spread 48 bits of time and 74 of chance around the version and the variant (RFC 9562)."""
    high, low = value >> 62, value & ((1 << 62) - 1)
    milliseconds, chance = high >> 12, high & 0xFFF
    number = (milliseconds << 80) | (_VERSION_7 << 76) | (chance << 64) | (_VARIANT << 62) | low
    return UUID(int=number & ((1 << 128) - 1))

"""The real clock and the real source of ids.

Owns the only calls of the system's time and randomness for events. It must not be used where a
test can't put another clock in.
"""

import os
import time
from datetime import datetime
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from returns_desk.domain.errors import InvalidInput

_RANDOM_BITS: Final = 74
_VERSION_7: Final = 0x7
_VARIANT: Final = 0b10
_LOW_BITS: Final = (1 << 62) - 1


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


def stopwatch_seconds() -> float:
    """Seconds since some moment, that setting the clock does not move; sleep counts."""
    # Only Linux leaves sleep out of the monotonic clock, and has another one that counts it.
    kind = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if kind is None else time.clock_gettime(kind)


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
            return _version_7(self._last)


def _version_7(value: int) -> str:
    """Spread 48 bits of time and 74 of chance around the version and the variant (RFC 9562)."""
    time_and_chance, low = value >> 62, (_VARIANT << 62) | value & _LOW_BITS
    time, chance = f"{time_and_chance:015x}"[-15:-3], time_and_chance & 0xFFF
    end = f"{low:016x}"
    return f"{time[:8]}-{time[8:]}-{_VERSION_7:x}{chance:03x}-{end[:4]}-{end[4:]}"

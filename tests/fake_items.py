"""A stand-in for the sale store where it is asked by goods.

Owns what a test puts in; it keeps what the port promises and no more.
"""

from datetime import datetime

from returns_desk.application.known_items import KnownItem
from returns_desk.application.ports import Candidate


class FakeItems:
    """Goods by code, and lines by serial number; remembers since when prices were asked for."""

    def __init__(self) -> None:
        self.known: dict[str, KnownItem] = {}
        self.serials: dict[str, tuple[Candidate, ...]] = {}
        self.asked_since: list[datetime] = []

    def known_item(self, code: str, since: datetime) -> KnownItem | None:
        self.asked_since.append(since)
        return self.known.get(code)

    def with_serial(self, serial: str) -> tuple[Candidate, ...]:
        return self.serials.get(serial, ())

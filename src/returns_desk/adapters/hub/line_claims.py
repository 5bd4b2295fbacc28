"""The hub's word on lines, asked over a connection of the counter's own.

Owns how long is waited, when the hub counts as away, and how what others have reaches the sales. A
hub that is away is looked for in a thread of its own, so that no customer waits for that twice.
"""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from returns_desk.adapters.hub.claim_details import (
    detail_of,
    others_of,
    returns_of,
    shop_receipt,
)
from returns_desk.adapters.hub.connecting import answered_within, open_connection
from returns_desk.application.claims_at_hub import (
    CaseClaim,
    ClaimAnswer,
    ClaimStatus,
    OtherClaim,
)
from returns_desk.domain.errors import ReturnsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import psycopg

    from returns_desk.adapters.sales.readings import EarlierReturn

ANSWER_SECONDS: Final = 3.0
CONNECT_SECONDS: Final = 3
LOOK_EVERY_SECONDS: Final = 20.0
LAST_WAIT_SECONDS: Final = 2.0
MOST_REMEMBERED: Final = 1_000
"""Receipts that were looked at; who has something of older ones is asked again at their scan."""
_CLAIM: Final = (
    b"SELECT status, taken FROM returns_desk.claim(%s, %s::text[], %s::integer[], %s::numeric[],"
    b" %s::numeric[], %s, %s)"
)
_ELSEWHERE: Final = b"SELECT status, taken FROM returns_desk.claimed_elsewhere(%s::text[])"
_STATUSES: Final = {
    "ok": ClaimStatus.CLAIMED,
    "taken": ClaimStatus.TAKEN,
    "doubled": ClaimStatus.DOUBLED,
}
_SHUT_OUT: Final = frozenset({"unknown", "revoked"})
"""Such a terminal is told as one whose hub is away: the offline limits hold."""


class ReturnsFromHub(Protocol):
    """Where what others have is laid down; a SaleStore is one."""

    def put_returns_of_hub(self, receipts: Sequence[str], returns: Sequence[EarlierReturn]) -> bool:
        """Make these all that the hub tells of the receipts; True where that is new."""
        ...


class LineClaims:
    """Claims at one hub. A context manager; leaving ends its thread and its connection."""

    def __init__(
        self,
        dsn: Callable[[], str],
        sales: ReturnsFromHub,
        *,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Begin away; the thread looks for the hub once the block is entered."""
        self._dsn, self._sales = dsn, sales
        self._look_every_seconds, self._answer_seconds = look_every_seconds, answer_seconds
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._wake, self._away = threading.Event(), True
        self._others: dict[str, tuple[OtherClaim, ...]] = {}
        self._open: psycopg.Connection[Any] | None = None
        # A daemon: a hub that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._look, name="hub-claims", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._wake.set()
        self._thread.join(LAST_WAIT_SECONDS)
        with self._lock:
            self._close()

    def _remember(self, receipts: Sequence[str], others: tuple[OtherClaim, ...]) -> None:
        for receipt in receipts:
            self._others.pop(receipt, None)
            self._others[receipt] = others
        while len(self._others) > MOST_REMEMBERED:
            self._others.pop(next(iter(self._others)))

    def others(self, receipts: Sequence[str]) -> tuple[OtherClaim, ...]:
        """Who has something of these receipts, the latest last, as it was looked at last."""
        found = {each for receipt in receipts for each in self._others.get(receipt, ())}
        return tuple(sorted(found, key=lambda each: (each.at, each.terminal)))

    def is_away(self) -> bool:
        """True while the hub can't be asked; answers at once."""
        return self._away

    def claim(self, wanted: CaseClaim, *, is_late: bool = False) -> ClaimAnswer:
        """Make this all that the case claims; see the port."""
        units = wanted.units
        values = (
            wanted.case_id,
            [shop_receipt(each.store, each.receipt) for each in units],
            [each.line for each in units],
            [each.sold for each in units],
            [each.quantity for each in units],
            detail_of(wanted),
            is_late,
        )
        told = self._asked(_CLAIM, values)
        status = _STATUSES.get(told[0], ClaimStatus.UNREACHED)
        if status not in {ClaimStatus.TAKEN, ClaimStatus.DOUBLED}:
            return ClaimAnswer(status)
        for store, receipt in dict.fromkeys((each.store, each.receipt) for each in units):
            self.look_at(store, (receipt,))
        return ClaimAnswer(status, others_of(told[1]))

    def look_at(self, store: str, receipts: Sequence[str]) -> bool:
        """Lay over the sales what other counters have of these; True where that is new."""
        told = self._asked(_ELSEWHERE, ([shop_receipt(store, each) for each in receipts],))
        if told[0] != "ok":
            return False
        self._remember(receipts, others_of(told[1]))
        return self._sales.put_returns_of_hub(receipts, returns_of(told[1], receipts))

    def _asked(self, statement: bytes, values: tuple[object, ...]) -> tuple[str, str]:
        """Status and what is told; an empty status where nobody could be asked."""
        import psycopg  # noqa: PLC0415 -- only who has a hub loads it

        with self._lock:
            if self._away or self._open is None:
                return "", ""
            try:
                with answered_within(self._answer_seconds, self._open):
                    row = self._open.execute(statement, values).fetchone()
            except psycopg.Error:
                row = None
            status, told = row if row is not None else ("unknown", None)
            if status in _SHUT_OUT:
                self._lose()
                return "", ""
            return str(status), str(told or "[]")

    def _lose(self) -> None:
        self._away = True
        self._close()
        self._wake.set()

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _look(self) -> None:
        """Until the end: look for the hub while it is away, each time after a while."""
        while not self._stop.is_set():
            self._wake.clear()
            if self._away:
                self._try()
            # Chance only spreads the load; nobody gains by guessing it.
            pause = random.uniform(0.5, 1) * self._look_every_seconds  # noqa: S311 -- see above
            self._wake.wait(pause if self._away else None)

    def _try(self) -> None:
        try:
            limit_ms = int(1_000 * self._answer_seconds)
            connection = open_connection(self._dsn(), CONNECT_SECONDS, limit_ms)
        except ReturnsError:
            return  # what stands in the way is told by the sending, which meets it too
        connection.autocommit = True
        with self._lock:
            if self._stop.is_set():
                connection.close()
            else:
                self._open, self._away = connection, False

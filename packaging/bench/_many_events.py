"""A journal of any length, made quickly: cases as a counter leaves them, twelve events each.

Owns the events and how they get into the file: sealed and signed as the program does it, many to a
commit. The read models are not kept up; `rebuild` makes them.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.journal.hash_chain import Link, Origin, seal
from returns_desk.adapters.journal.opening import in_one_commit, open_to_write
from returns_desk.adapters.journal.signing import Signer, checkpoint
from returns_desk.adapters.journal.stored_links import INSERT_LINK, SELECT_LAST, stored_link
from returns_desk.application.ports import Json, NewEvent

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

EVENTS_PER_CHECKPOINT: Final = 200
PER_COMMIT: Final = 20_000
BEGUN: Final = datetime(2024, 1, 2, 9, tzinfo=UTC)
SECONDS_APART: Final = 60
DIGEST: Final = "sha256:" + "9f86d081884c7d65" * 4
OPTIONS: Final = ("refund/original", "refund/cash", "even_exchange/none", "refund/other_card")
REASONS: Final = ("changed_mind", "faulty", "spoiled", "wrong_item", "not_as_described")
GOODS: Final = (
    "Shelf board, white, 36 in",
    "Kohvikann, õunapuust sang",
    "Ķiršu ievārījums 400 g",
    "Սրճաման և բաժակներ",
    "Plums, red, loose",
    "T-shirt, blue, M",
    "Kettle 1.7 l, steel",
)


def fill(path: Path, origin: Origin, signer: Signer, count: int) -> int:
    """Append about `count` events to a begun journal that nobody has open; how many it then has."""
    with closing(open_to_write(path)) as connection:
        last = stored_link(connection.execute(SELECT_LAST).fetchone())
        events = _events()
        while last.sequence < count:
            with in_one_commit(connection, path):
                last = _append_many(connection, events, last, origin, signer)
        return last.sequence


def _append_many(
    connection: sqlite3.Connection,
    events: Iterator[NewEvent],
    last: Link,
    origin: Origin,
    signer: Signer,
) -> Link:
    links = []
    for _ in range(PER_COMMIT):
        is_due = (last.sequence + 1) % EVENTS_PER_CHECKPOINT == 0
        new = checkpoint(last, origin, signer) if is_due else next(events)
        at = BEGUN + timedelta(seconds=last.sequence * SECONDS_APART)
        event_id = f"0192a000-0000-7000-8000-{last.sequence + 1:012d}"
        last, _ = seal(new, event_id=event_id, at=at, origin=origin, after=last)
        links.append((*last[:3], last.envelope.decode()))
    connection.executemany(INSERT_LINK, links)
    return last


def receipt_of(number: int) -> str:
    """The receipt that the case of that number brought."""
    return f"3141-07-2026{number % 12 + 1:02d}{number % 28 + 1:02d}-{number:06d}"


def _events() -> Iterator[NewEvent]:
    number = 0
    while True:
        number += 1
        yield from case_events(number)


def case_events(number: int) -> list[NewEvent]:
    """One visit; every tenth customer leaves, every seventh case goes to a manager."""
    case_id = f"0192b000-0000-7000-8000-{number:012d}"
    option = OPTIONS[number % len(OPTIONS)]
    before = [*_told(number), ("asked_for", {"option": option, "how": "asking"})]
    if number % 7 == 0:
        before = [*before, *_handed_on(option)]
    rest = [("case_left", {"reason": "nothing_suited"})] if number % 10 == 0 else _paid(number)
    told = [*before, *rest]
    return [NewEvent(kind, payload, case_id, "mara") for kind, payload in told]


_Told = tuple[str, dict[str, Json]]


def _told(number: int) -> list[_Told]:
    item: dict[str, Json] = {
        "receipt": receipt_of(number),
        "line": 1,
        "quantity": "1",
        "reason": REASONS[number % len(REASONS)],
        "condition": None,
        "missing": None,
        "fault": None,
        "new_unit_price": 2136,
    }
    options: list[Json] = [
        {"id": each, "standing": "available", "amount": 2136} for each in OPTIONS * 3
    ]
    board: dict[str, Json] = {"currency": "USD", "claim_amount": 2136, "options": options}
    return [
        ("case_opened", {"number": number}),
        (
            "receipt_added",
            {"receipt": receipt_of(number), "keyed_in": False, "digest": DIGEST, "doubts": []},
        ),
        ("claim_changed", {"items": [item], "narrowed": []}),
        ("fact_answered", {"fact": "evidence:receipt", "value": True}),
        (
            "board_shown",
            {"digest": DIGEST, "numbers": dict.fromkeys(OPTIONS, 1), "board": board},
        ),
    ]


def _handed_on(option: str) -> list[_Told]:
    reason: dict[str, Json] = {"code": "other_card_needs_approval", "rule": "other-card-by-manager"}
    board: dict[str, Json] = {"options": [{"id": option, "reasons": [reason]}]}
    about: dict[str, Json] = {"code": "asked_option_needs_approval", "option": option, "item": None}
    return [
        (
            "escalation_raised",
            {
                "triggers": ["asked_option_needs_approval"],
                "option": option,
                "amount": 2136,
                "board": board,
                "about": [about],
            },
        ),
        (
            "approval_given",
            {"option": option, "amount": 2136, "approver": "lind", "reason": "regular_customer"},
        ),
    ]


def _paid(number: int) -> list[_Told]:
    receipt, key = receipt_of(number), f"0192c000-0000-7000-8000-{number:012d}"
    option = OPTIONS[number % len(OPTIONS) if number % 3 else 0]
    money: dict[str, Json] = {"tender": f"{receipt}/1", "amount": 2136, "rounding": 0}
    item: dict[str, Json] = {
        "receipt": receipt,
        "line": 1,
        "quantity": "1",
        "paid": 2136,
        "tax": 137,
        "fee": 0,
        "description": GOODS[number % len(GOODS)],
        "unit": "each",
        "sku": f"SKU-{number % 5_000:04d}",
        "gtin": "00012345678905",
        "category": "hardware/shelving",
    }
    leg: dict[str, Json] = {"leg": 1, "destination": "original", "means": "credit_card", **money}
    booked: dict[str, Json] = {"key": key, "leg": 1, "reference": f"A-{number}", **money}
    return [
        ("option_chosen", {"option": option, "amount": 2136, "board_digest": DIGEST, "key": key}),
        ("plan_made", {"key": key, "option": option, "legs": [leg], "items": [item]}),
        ("leg_begun", {"key": key, "leg": 1}),
        ("leg_booked", booked),
        ("goods_taken", {"key": key, "items": [item]}),
        ("case_completed", {"option": option, "amount": 2136}),
    ]

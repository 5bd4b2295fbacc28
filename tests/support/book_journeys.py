"""Journeys of cases as the journal records them, for tests of the books.

Owns hypothesis strategies of whole cases, interleaved, over several days, with legs that fail, stay
in doubt and are settled; and how they are put into any journal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from hypothesis import strategies as st

from builders import NOW
from fakes import FakeClock, FakeJournal
from returns_desk.application.books import Books, Posting
from returns_desk.application.ports import Event, Json, NewEvent

Object = dict[str, Json]
MEANS = ("cash", "credit_card", "gift_card", "store_credit", "bank_transfer")
REFUNDS = ("refund/original", "refund/cash", "store_credit/store_credit", "goodwill/original")
KEPT = "price_reduction/original"
EXCHANGES = ("even_exchange/none", "replacement/none", "exchange/none")
REPAIR = "repair/none"
RATES = (2400, 900, 0)


@dataclass(frozen=True)
class Told:
    """One event to record, and the hours that pass before it."""

    event: NewEvent
    hours: int


@st.composite
def goods(draw: st.DrawFn, line: int, option: str) -> Object:
    worth = draw(st.integers(1, 50_000))
    shares = [draw(st.integers(0, worth // 4)) for _ in range(draw(st.integers(0, 3)))]
    worth_tax = sum(shares) if shares else draw(st.integers(0, worth // 4))
    is_even = option in {"even_exchange/none", "replacement/none", REPAIR}
    paid = 0 if is_even else draw(st.integers(0, worth))
    fee = draw(st.integers(0, paid // 10)) if option in REFUNDS else 0
    taxes: list[Json] = [
        {"code": f"T{n}", "rate_basis_points": RATES[n], "amount": share}
        for n, share in enumerate(shares)
    ]
    return {
        "receipt": f"R-{draw(st.integers(1, 3))}",
        "line": line,
        "quantity": "1",
        "paid": paid,
        "tax": paid * worth_tax // worth,
        "fee": fee,
        "worth": worth,
        "worth_tax": worth_tax,
        **({"taxes": taxes} if shares else {}),
    }


@st.composite
def attempts(draw: st.DrawFn, leg: Object, *, is_left: bool) -> list[tuple[str, Object]]:
    """What happens to a leg until it is paid, or for ever not."""
    named: Object = {"leg": leg["leg"]}
    told: Object = {**named, "amount": leg["amount"], "rounding": leg["rounding"]}
    settled: Object = {**told, "reference": None}
    ways: dict[str, list[tuple[str, Object]]] = {
        "failed": [("leg_begun", named), ("leg_failed", {**named, "why": "unreachable"})],
        "no": [("leg_begun", named), ("leg_settled", {**settled, "happened": False})],
        "yes": [("leg_begun", named), ("leg_settled", {**settled, "happened": True})],
        "paid": [("leg_begun", named), ("leg_booked", {**told, "reference": "=A-1"})],
    }
    vain = draw(st.lists(st.sampled_from(["failed", "no"]), max_size=2))
    end = [] if is_left else ways[draw(st.sampled_from(["paid", "paid", "yes"]))]
    return [*chain.from_iterable(ways[each] for each in vain), *end]


@st.composite
def case(draw: st.DrawFn, number: int) -> list[Told]:
    option = draw(st.sampled_from([*REFUNDS, KEPT, *EXCHANGES, REPAIR]))
    items = [draw(goods(line, option)) for line in range(1, draw(st.integers(1, 3)) + 1)]
    unlisted = draw(st.sampled_from([0, 0, 350])) if option in REFUNDS else 0
    amount = sum(int(str(x["paid"])) - int(str(x["fee"])) for x in items) + unlisted
    absorbed = draw(st.integers(0, 300)) if option in EXCHANGES and not amount else 0
    legs = draw(legs_of(amount))
    end = draw(st.sampled_from(["completed", "completed", "completed", "left", "open"]))
    key = f"key-{number}"
    made: list[tuple[str, Object]] = [
        ("case_opened", {"number": number}),
        ("board_shown", {"board": {"currency": draw(st.sampled_from(["EUR", "JPY"]))}}),
        ("option_chosen", {"option": option, "amount": amount, "absorbed": absorbed, "key": key}),
        ("plan_made", {"key": key, "option": option, "legs": list(legs), "items": list(items)}),
    ]
    for leg in legs:
        made += draw(attempts(leg, is_left=end == "left"))
    made = made if end != "open" else made[: draw(st.integers(1, len(made)))]
    if end != "open":
        ends: dict[str, tuple[str, Object]] = {
            "completed": ("case_completed", {"option": option, "amount": amount}),
            "left": ("case_left", {"reason": "other"}),
        }
        made.append(ends[end])
    return [told(draw, number, key, kind, payload) for kind, payload in made]


def told(draw: st.DrawFn, number: int, key: str, kind: str, payload: Object) -> Told:
    named = {**payload, "key": key, "tender": None} if kind.startswith("leg_") else payload
    hours = draw(st.sampled_from([0, 0, 0, 0, 1, 9, 30]))
    return Told(NewEvent(kind, named, f"case-{number}", "mara"), hours)


@st.composite
def legs_of(draw: st.DrawFn, amount: int) -> list[Object]:
    """At most two legs that add up to the amount; cash may be rounded."""
    first = draw(st.integers(1, amount)) if amount else 0
    parts = [part for part in (first, amount - first) if part]
    legs: list[Object] = []
    for number, part in enumerate(parts, 1):
        means = draw(st.sampled_from(MEANS))
        rounding = draw(st.sampled_from([-2, 0, 2])) if means == "cash" and part > 2 else 0
        legs.append({"leg": number, "means": means, "amount": part, "rounding": rounding})
    return legs


@st.composite
def journeys(draw: st.DrawFn, most: int = 4) -> list[Told]:
    """Several cases of one terminal, their events in any order that each case allows."""
    queues = [draw(case(number)) for number in range(1, draw(st.integers(1, most)) + 1)]
    merged: list[Told] = []
    while queues:
        queue = queues[draw(st.integers(0, len(queues) - 1))]
        merged.append(queue.pop(0))
        queues = [each for each in queues if each]
    return merged


def recorded(journey: list[Told]) -> list[Event]:
    """The journey in a journal of a test."""
    clock = FakeClock(NOW)
    journal = FakeJournal(clock)
    return list(record(journey, lambda hours: clock.advance(hours=hours), journal.append))


def record(
    journey: list[Told],
    wait: Callable[[int], object],
    append: Callable[[NewEvent], tuple[Event, ...]],
) -> Iterator[Event]:
    """Record the journey, letting the hours pass."""
    for each in journey:
        wait(each.hours)
        yield from append(each.event)


def posted(events: list[Event]) -> tuple[Posting, ...]:
    books = Books()
    books.take(events)
    return books.postings()


def told_of_case(*events: tuple[str, Object], hours: int = 0) -> list[Event]:
    return recorded([Told(NewEvent(kind, made, "case-1", "mara"), hours) for kind, made in events])


def balance(postings: tuple[Posting, ...], *accounts: str, case_id: str | None = None) -> int:
    return sum(
        each.entry.amount
        for each in postings
        if each.entry.account in accounts and case_id in {None, each.case_id}
    )

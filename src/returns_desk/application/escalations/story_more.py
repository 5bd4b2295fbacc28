"""What a case's story tells of promises, money and what came afterwards (R9, R10).

Owns what each of these events says of itself. Pure; events of other versions are told as far as
they go.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from returns_desk.application.folded_values import list_of, text_of
from returns_desk.application.ports import Json

Told = Mapping[str, str]


def names(*keys: str) -> Callable[[Mapping[str, Json]], Told]:
    """Tell these keys as they stand, where they are texts."""

    def tell(payload: Mapping[str, Json]) -> Told:
        return {key: text_of(payload.get(key)) or "" for key in keys}

    return tell


def _money(*keys: str) -> Callable[[Mapping[str, Json]], Told]:
    """Tell these keys, and the amount in minor units."""
    texts = names(*keys)

    def tell(payload: Mapping[str, Json]) -> Told:
        amount = payload.get("amount")
        whole = amount if isinstance(amount, int) else 0
        return {**texts(payload), "amount": str(whole)}

    return tell


def _settled(payload: Mapping[str, Json]) -> Told:
    return {**_money("reference")(payload), "value": "yes" if payload.get("happened") else "no"}


def _unasked(payload: Mapping[str, Json]) -> Told | None:
    """Lines that the hub held before the payout are as they should be, and not told."""
    return {} if payload.get("waits") else None


def _doubled(payload: Mapping[str, Json]) -> Told | None:
    """Another counter's case has one of the lines too; otherwise nothing is told."""
    others = [each for each in list_of(payload.get("others", ())) if isinstance(each, Mapping)]
    if payload.get("answer") != "doubled" or not others:
        return None
    return names("terminal", "at")(others[-1])


MORE: Final[Mapping[str, Callable[[Mapping[str, Json]], Told | None]]] = MappingProxyType(
    {
        "promise_made": names("kind", "channel", "due", "who"),
        "promise_kept": names("note"),
        "promise_broken": names("note"),
        "promise_withdrawn": names("note"),
        "promise_overdue": names(),
        "lines_claimed": _unasked,
        "claim_settled": _doubled,
        "leg_booked": _money("reference"),
        "leg_settled": _settled,
        "void_begun": _money("reason", "approver"),
        "void_given_up": names(),
        "case_voided": _money(),
        "feedback_given": names("answer"),
    }
)

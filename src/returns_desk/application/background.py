"""What the desk knows of a case by itself: earlier returns, goodwill given, the way to the hub.

Owns these facts' place in a claim and their form in an event; pure. Looking them up is
looking_up.py's. They say when and how much, never who.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from returns_desk.application.ports import Json
from returns_desk.domain.case import Claim, EarlierReturn

LOOKED_UP = "background_looked_up"


@dataclass(frozen=True, slots=True)
class Background:
    """Facts of the case that come from the shop's own books; money in minor units."""

    history: tuple[EarlierReturn, ...] = ()
    goodwill_given: int = 0
    offline: bool = False


def background_of(claim: Claim) -> Background:
    """What a claim holds of it."""
    return Background(claim.history, claim.facts.goodwill_given, claim.facts.offline)


def with_background(claim: Claim, background: Background) -> Claim:
    """The claim with these facts in the place of what it held."""
    facts = replace(
        claim.facts, goodwill_given=background.goodwill_given, offline=background.offline
    )
    return replace(claim, history=background.history, facts=facts)


def background_document(background: Background) -> dict[str, Json]:
    """The facts as an event holds them."""
    history: list[Json] = [
        {"at": each.at.isoformat(), "amount": each.amount, "with_receipt": each.with_receipt}
        for each in background.history
    ]
    return {
        "history": history,
        "goodwill_given": background.goodwill_given,
        "offline": background.offline,
    }


def background_from(payload: Mapping[str, Json]) -> Background:
    """The facts back from their event."""
    history = cast("list[Mapping[str, Json]]", payload["history"])
    return Background(
        history=tuple(_earlier_return(each) for each in history),
        goodwill_given=cast("int", payload["goodwill_given"]),
        offline=payload["offline"] is True,
    )


def _earlier_return(document: Mapping[str, Json]) -> EarlierReturn:
    return EarlierReturn(
        at=datetime.fromisoformat(str(document["at"])),
        amount=cast("int", document["amount"]),
        with_receipt=document["with_receipt"] is True,
    )

"""The events of a planted visit, in the form in which the desk records them.

Owns the payloads. Amounts are minor units; every key that a table or a fold reads is there.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from support.planting.facts import LATE, OTHER_CARD
from support.planting.visit import (
    CREDIT,
    EVEN,
    EXCHANGE,
    MANAGER,
    MONEY,
    OTHER_MONEY,
    STORE,
    Visit,
)

if TYPE_CHECKING:
    from returns_desk.application.ports import Json

RULE_CODES: Final = {LATE: "after_return_window", OTHER_CARD: "other_card_needs_approval"}


def arrive(visit: Visit) -> None:
    """Opening, receipt, claim and the board."""
    visit.standings = _standings(visit)
    visit.digest = "sha256:" + hashlib.sha256(visit.case_id.encode()).hexdigest()
    receipt = visit.receipt
    item: dict[str, Json] = {
        "receipt": receipt,
        "line": 1,
        "quantity": "1",
        "reason": visit.reason,
        "condition": visit.condition,
        "missing": None,
        "fault": None,
        "new_unit_price": None,
    }
    visit.tell("case_opened", {"number": visit.number}, 0)
    seen: dict[str, Json] = {"receipt": receipt, "keyed_in": False, "doubts": []}
    visit.tell("receipt_added", {**seen, "digest": visit.digest}, 2)
    visit.tell("claim_changed", {"items": [item], "narrowed": []}, 12)
    visit.tell("board_shown", _board(visit), 1, version=2)


def ask(visit: Visit, option: str, how: str) -> None:
    """The customer asks for an option, or it is chosen at once."""
    asked: dict[str, Json] = {"option": option, "how": how, "board_digest": visit.digest}
    visit.tell("asked_for", asked, 10)


def hand_on(visit: Visit, option: str, trigger: str) -> None:
    """The case goes to a manager, who looks at it."""
    reason: dict[str, Json] = {"code": RULE_CODES[visit.rule or LATE], "rule": visit.rule}
    amount = visit.goods.price
    offered: list[Json] = [
        {"option": each, "number": number, "standing": standing, "amount": _amount(visit, each)}
        for number, (each, standing) in enumerate(visit.standings.items(), 1)
    ]
    raised: dict[str, Json] = {
        "triggers": [trigger],
        "option": option,
        "amount": amount,
        "board": {
            "currency": "USD",
            "options": [{"id": option, "amount": amount, "reasons": [reason]}],
        },
        "about": [{"code": trigger, "option": option, "item": None}],
        "offered": offered,
        "asked": [{"option": option, "at": visit.at.isoformat(), "by": visit.operator}],
        "raised_by": visit.operator,
    }
    visit.tell("escalation_raised", raised, 5)


def decide(visit: Visit, option: str, *, yes: bool, by: str, reason: str) -> None:
    """The manager takes the case and answers."""
    visit.tell("escalation_taken", {}, 20, by=by)
    told: dict[str, Json] = {"option": option, "approver": by, "reason": reason}
    if not yes:
        visit.tell("approval_declined", {**told, "alternative": EXCHANGE}, 25)
        return
    until = (visit.at + timedelta(minutes=30)).isoformat()
    given: dict[str, Json] = {"amount": visit.goods.price, "board_digest": visit.digest}
    asked: dict[str, Json] = {"requested_by": visit.operator, "expires_at": until}
    visit.tell("approval_given", {**told, **given, **asked}, 25)


def pay(visit: Visit, option: str) -> None:
    """From the choice to the slip."""
    amount, legs = _amount(visit, option), _legs(visit, option)
    chosen: dict[str, Json] = {"option": option, "amount": amount, "key": visit.key}
    more: dict[str, Json] = {"board_digest": visit.digest, "absorbed": 0, "consent": None}
    visit.tell("option_chosen", {**chosen, **more}, 8)
    visit.tell("plan_made", _plan(visit, option, legs), 1, version=2)
    for leg in legs:
        named: dict[str, Json] = {"key": visit.key, "leg": 1}
        visit.tell("leg_begun", named, 4)
        paid: dict[str, Json] = {name: leg[name] for name in ("tender", "amount", "rounding")}
        visit.tell("leg_booked", {**named, **paid, "reference": f"A-{visit.number}"}, 15)
    goods = _item(visit)
    exchanged: list[Json] = [{**_line(visit), "paid": 0, "fee": 0}]
    taken: dict[str, Json] = {"key": visit.key, "items": [goods]}
    if option == EVEN:
        taken = {"key": visit.key, "items": [], "exchanged": exchanged}
    visit.taken = visit.tell("goods_taken", taken, 6)
    visit.tell("case_completed", {"option": option, "amount": amount}, 1)
    slip: dict[str, Json] = {"anchor": visit.digest[7:15], "sequence": visit.taken + 1}
    visit.tell("slip_issued", {**slip, "to_print": True}, 1)


def place(visit: Visit) -> None:
    """Where the goods go."""
    where = "stock" if visit.condition == "unopened" else "inspection"
    goods: dict[str, Json] = {**_line(visit), "place": where, "suggested": where}
    visit.tell("goods_placed", {"key": visit.key, "goods": [goods], "how": "confirmed"}, 3)


def take_back(visit: Visit, option: str, completed_at: datetime) -> None:
    """The return is taken back again, leg by leg."""
    amount, legs = _amount(visit, option), _legs(visit, option)
    names: dict[str, Json] = {"key": visit.key.replace("c000", "d000", 1), "payout": visit.key}
    about: dict[str, Json] = {
        "amount": amount, "option": option, "reason": "paid_wrong_way",
    }  # fmt: skip
    begun: dict[str, Json] = {
        "absorbed": 0,
        "approver": MANAGER,
        "currency": "USD",
        "items": [_item(visit)],
        "legs": legs,
        "number": 1,
        "role": "manager",
    }
    visit.tell("void_begun", {**names, **about, **begun}, 0)
    for leg in legs:
        one: dict[str, Json] = {**names, "leg": 1, "tender": leg["tender"]}
        visit.tell("undo_begun", {**one, "amount": leg["amount"], "rounding": 0}, 5)
        back: dict[str, Json] = {"amount": leg["amount"], "rounding": 0, "reference": "V-1"}
        visit.tell("undo_booked", {**one, **back}, 15)
    over: dict[str, Json] = {"completed_at": completed_at.isoformat(), "goods_taken": visit.taken}
    visit.tell("case_voided", {**names, **about, **over}, 2)


def _standings(visit: Visit) -> dict[str, str]:
    """Options top to bottom, as the desk orders them but for a shop that lists credit first."""
    first = {MONEY: "available"}
    if visit.rule == LATE:
        first = {MONEY: "needs_approval"}
    elif visit.rule == OTHER_CARD:
        first = {MONEY: "conditional", OTHER_MONEY: "needs_approval"}
    rest = {EVEN: "available", EXCHANGE: "available"}
    credit = {CREDIT: "available"}
    no = {"refund/cash": "not_possible"}
    return (
        {**credit, **first, **rest, **no}
        if visit.credit_first
        else {**first, **rest, **credit, **no}
    )


def _board(visit: Visit) -> dict[str, Json]:
    options: list[Json] = []
    for option, standing in visit.standings.items():
        one: dict[str, Json] = {"id": option, "standing": standing}
        amount = _amount(visit, option)
        if amount and standing != "not_possible":
            one["amount"] = amount
        if standing == "needs_approval":
            one["role"] = "manager"
        options.append(one)
    board: dict[str, Json] = {
        "currency": "USD",
        "claim_amount": visit.goods.price,
        "policy": {"fingerprint": "sha256:" + "0" * 64},
        "options": options,
        "questions": [],
    }
    offered = [each for each, standing in visit.standings.items() if standing != "not_possible"]
    numbers: dict[str, Json] = {each: number for number, each in enumerate(offered, 1)}
    return {"digest": visit.digest, "numbers": numbers, "at": visit.at.isoformat(), "board": board}


def _plan(visit: Visit, option: str, legs: list[dict[str, Json]]) -> dict[str, Json]:
    sold_at = visit.at - timedelta(days=45 if visit.rule == LATE else 9)
    sale: dict[str, Json] = {"receipt": visit.receipt, "sold_at": sold_at.isoformat()}
    return {
        "key": visit.key,
        "option": option,
        "legs": list(legs),
        "items": [_item(visit)],
        "sales": [{**sale, "store": STORE, "terminal": "07"}],
    }


def _line(visit: Visit) -> dict[str, Json]:
    return {"receipt": visit.receipt, "line": 1, "quantity": "1"}


def _item(visit: Visit) -> dict[str, Json]:
    price, goods = visit.goods.price, visit.goods
    return {
        **_line(visit),
        "paid": price,
        "worth": price,
        "tax": 0,
        "worth_tax": 0,
        "taxes": [],
        "fee": 0,
        "description": goods.description,
        "unit": "each",
        "sku": goods.sku,
        "gtin": None,
        "category": goods.category,
    }


def _legs(visit: Visit, option: str) -> list[dict[str, Json]]:
    if option in {EVEN, EXCHANGE}:
        return []
    destination = option.partition("/")[2]
    is_card = option != CREDIT
    return [
        {
            "leg": 1,
            "destination": destination,
            "means": "credit_card" if is_card else "store_credit",
            "tender": f"{visit.receipt}/1",
            "amount": visit.goods.price,
            "rounding": 0,
            "business_days": [3, 5] if is_card else [0, 0],
            "last4": "1234" if is_card else None,
            "scheme": "visa" if is_card else None,
        }
    ]


def _amount(visit: Visit, option: str) -> int:
    return 0 if option == EVEN else visit.goods.price

"""Where the goods of a completed case go: suggested, confirmed in one action, noted in the end.

Owns which goods stay with the shop, and that each case notes their places once: as a person
confirmed them, or as suggested where the case leaves the counter without a word. The till's
document waits for that, so that it is right when it is made.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Final

from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord, Plan
from returns_desk.application.claims import item_at
from returns_desk.application.desk_state import Tone
from returns_desk.application.goods_labels import Label, labels_for
from returns_desk.application.goods_places_state import GoodsPlacesState, PlacedGoods
from returns_desk.application.goods_without_receipt import NO_RECEIPT, at_place
from returns_desk.application.kept_goods import GOODS_STAY
from returns_desk.application.place_folds import CONFIRMED, GOODS_PLACED, SUGGESTED
from returns_desk.application.ports import Json, NewEvent
from returns_desk.application.printing import COMPLETED, LOOK_BACK_EVENTS, is_to_print
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.slips import Slip, training_slip
from returns_desk.application.turn import Turn
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.disposal import FIXED, GoodsPlace, suggested_place
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

PLACES: Final = "places"
OPEN: Final = "open"

Chosen = Mapping[tuple[str, int], GoodsPlace]
"""A place for goods, by receipt and line; for goods without a receipt it is empty."""


def open_document(plan: Plan) -> dict[str, Json]:
    """What `case_completed` says more where goods stay: their places are noted by a later event."""
    return {PLACES: OPEN} if _stays(plan) else {}


def goods_of(record: CaseRecord) -> tuple[PlacedGoods, ...]:
    """The goods of the case that stay with the shop, each with its suggestion."""
    plan = record.plan
    if plan is None or not _stays(plan):
        return ()
    is_repair = plan.option.startswith("repair/")
    on_receipts = [
        _placed(record, (item.receipt, item.line), item.description, item.quantity, item.unit)
        for item in plan.items
        if not item.is_kept
    ]
    bare = [
        _placed(record, (NO_RECEIPT, goods.line), goods.description, goods.quantity, "each")
        for goods in plan.goods
    ]
    every = (*on_receipts, *bare)
    return tuple(each.for_repair() for each in every) if is_repair else every


def places_state(session: Session) -> GoodsPlacesState | None:
    """What the screen shows of it; None where no goods stay, or the slip is not made yet."""
    record = session.record
    if record is None or not record.anchor or record.void is not None:
        return None
    goods, noted = goods_of(record), record.places
    if not goods:
        return None
    return GoodsPlacesState(
        goods,
        is_noted=noted is not None,
        is_confirmed=noted is not None and noted.is_confirmed,
        labels=session.labels,
    )


def with_labels(services: DeskServices, session: Session) -> Session:
    """The session with the labels of what is placed: written once, not at every look at it."""
    record = session.record
    if record is None or record.places is None:
        return replace(session, labels=())
    wanted = record.number, session.language
    if any((each.case_number, each.language) == wanted for each in session.labels):
        return session
    return replace(session, labels=_labels(services, record, session.language))


def place_goods(turn: Turn, chosen: Chosen | None) -> None:
    """Note where the goods go, and print their labels; None and what is left out: as suggested.

    Raises:
        OperatorMistake: it was noted before, no goods are here, or recalled goods were to go
            anywhere but aside.
    """
    record = turn.record
    goods = goods_of(record)
    if not goods or record.places is not None:
        raise OperatorMistake("Where these goods go is noted already.", code="placed_already")
    placed = [_chosen(each, (chosen or {}).get(each.key)) for each in goods]
    turn.note(GOODS_PLACED, _document(record, placed, CONFIRMED))
    _wake_hand_over(turn)
    turn.afterwards(lambda: _print(turn, turn.record))


def print_labels(turn: Turn) -> None:
    """Print the labels of the goods once more.

    Raises:
        OperatorMistake: where they go is not noted yet.
    """
    if turn.record.places is None:
        raise OperatorMistake("Say first where the goods go.", code="place_first")
    if is_to_print(turn.services):
        turn.afterwards(lambda: _print(turn, turn.record))
    else:
        turn.say("no_printer")


def note_before_void(turn: Turn) -> None:
    """Note the suggestion before a return is taken back, so that the till hears of it first."""
    record = turn.record
    if record.places is None and goods_of(record):
        _note_of(turn, record, _document(record, goods_of(record), SUGGESTED))


def note_left(turn: Turn, before: Session) -> None:
    """Note the suggestion where this command takes a completed case off the counter, or locks."""
    record, after = before.record, turn.session
    stays = after.operator is not None and after.record is not None
    if record is None or not record.is_completed or record.places is not None:
        return
    if stays and after.record is not None and after.record.case_id == record.case_id:
        return
    goods = goods_of(record)
    if goods:
        _note_of(turn, record, _document(record, goods, SUGGESTED))


def note_unplaced(services: DeskServices) -> None:
    """Note the suggestion for what a crash between completion and the next customer left.

    What can't be written now is left for the next start.
    """
    with suppress(EnvironmentFault):
        for case_id in _unplaced(services):
            record = record_of(services.journal.read(case_id=case_id))
            payload = _document(record, goods_of(record), SUGGESTED)
            services.journal.append(NewEvent(GOODS_PLACED, payload, case_id))
            services.hand_over.completed(case_id)


def _unplaced(services: DeskServices) -> tuple[str, ...]:
    """Complete cases whose goods stay here and have no place noted."""
    since = max(services.journal.head()[0] - LOOK_BACK_EVENTS, 0)
    left: dict[str, None] = {}
    for event in services.journal.read(after=since, types=(COMPLETED, GOODS_PLACED)):
        if event.type == COMPLETED and event.payload.get(PLACES) == OPEN:
            left[str(event.case_id)] = None
        else:
            left.pop(str(event.case_id), None)
    return tuple(left)


def _stays(plan: Plan) -> bool:
    remedy = plan.option.partition("/")[0]
    is_here = any(not item.is_kept for item in plan.items)
    return remedy not in GOODS_STAY and (is_here or bool(plan.goods))


def _placed(
    record: CaseRecord, key: tuple[str, int], description: str, quantity: Decimal, unit: str
) -> PlacedGoods:
    reason, condition = _claimed(record, key)
    suggested = suggested_place(reason, condition)
    noted = record.places.places.get(key) if record.places is not None else None
    is_fixed = reason in FIXED
    return PlacedGoods(*key, description, quantity, unit, suggested, noted or suggested, is_fixed)


def _claimed(record: CaseRecord, key: tuple[str, int]) -> tuple[Reason | None, Condition | None]:
    index = at_place(record.claim, key)
    if index is not None:
        bare = record.claim.without_receipt[index]
        return bare.reason, bare.condition
    item = item_at(record.claim.items, key)
    return (item.reason, item.condition) if item is not None else (None, None)


def _chosen(goods: PlacedGoods, place: GoodsPlace | None) -> PlacedGoods:
    if place is None or place is goods.suggested:
        return goods
    if goods.is_fixed:
        message = "These goods are recalled: they stay aside and are not sold."
        raise OperatorMistake(message, code="recalled_stays")
    return goods.at(place)


def _document(record: CaseRecord, goods: Sequence[PlacedGoods], how: str) -> dict[str, Json]:
    told: list[Json] = [
        {
            "receipt": each.receipt or None,
            "line": each.line,
            "quantity": str(each.quantity),
            "place": str(each.place),
            "suggested": str(each.suggested),
        }
        for each in goods
    ]
    return {"key": record.plan.key if record.plan else "", "how": how, "goods": told}


def _note_of(turn: Turn, record: CaseRecord, payload: dict[str, Json]) -> None:
    """Note it of a case that this command may have taken off the counter."""
    after = turn.session.record
    turn.set(record=record)
    turn.note(GOODS_PLACED, payload)
    placed = turn.record
    _wake_hand_over(turn)
    if any(each.place is GoodsPlace.QUARANTINE for each in goods_of(placed)):
        turn.afterwards(lambda: _print(turn, placed))
    if after is None or after.case_id != record.case_id:
        turn.set(record=after)


def _wake_hand_over(turn: Turn) -> None:
    hand_over, case_id = turn.services.hand_over, turn.record.case_id
    if hand_over.state().is_configured:
        turn.afterwards(lambda: hand_over.completed(case_id))


def _print(turn: Turn, record: CaseRecord) -> None:
    """Hand the labels to the printer; one that is gone, or a full disk, stops nobody."""
    services = turn.services
    if not is_to_print(services):
        return
    try:
        for label in _labels(services, record, turn.session.language):
            services.printer.print_slip(label)
    except EnvironmentFault as fault:
        turn.say("label_not_kept", Tone.ATTENTION, fault=fault.message)


def _labels(services: DeskServices, record: CaseRecord, language: str) -> tuple[Slip, ...]:
    words = services.wording(language)
    shown = Label(services.shop.name, language, services.clock.now())
    made = labels_for(record, goods_of(record), shown, words)
    return tuple(training_slip(each, words) for each in made) if services.shop.training else made

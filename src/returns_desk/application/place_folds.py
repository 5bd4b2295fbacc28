"""How the events of where goods go change a case's record; pure.

Owns the reading of `goods_placed`; goods_places.py writes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypedDict, cast

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.folded_values import list_of, whole_of
from returns_desk.application.goods_without_receipt import NO_RECEIPT
from returns_desk.application.ports import Event, Json
from returns_desk.domain.disposal import GoodsPlace, NotedPlaces

GOODS_PLACED: Final = "goods_placed"
CONFIRMED: Final = "confirmed"
SUGGESTED: Final = "suggested"


class HandedPlace(TypedDict):
    """Where goods went, and whether a person said so; None in cases of before it was noted."""

    place: str | None
    place_confirmed: bool | None


def handed_place(record: CaseRecord, key: tuple[str, int]) -> HandedPlace:
    """What the till and the books are told of the goods with that receipt and line."""
    noted = record.places
    if noted is None or key not in noted.places:
        return {"place": None, "place_confirmed": None}
    return {"place": str(noted.places[key]), "place_confirmed": noted.is_confirmed}


def _goods_placed(record: CaseRecord, event: Event) -> CaseRecord:
    told = [cast("Mapping[str, Json]", each) for each in list_of(event.payload["goods"])]
    places = {
        (str(each["receipt"] or NO_RECEIPT), whole_of(each["line"])): GoodsPlace(str(each["place"]))
        for each in told
    }
    noted = NotedPlaces(MappingProxyType(places), event.payload["how"] == CONFIRMED)
    return replace(record, places=noted)


PLACE_FOLDS: Mapping[str, Callable[[CaseRecord, Event], CaseRecord]] = MappingProxyType(
    {GOODS_PLACED: _goods_placed}
)
"""What each event of the goods' way changes, by type."""

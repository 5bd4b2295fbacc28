"""The things that a day's end leaves, each by its name in the event, and who takes it over.

Owns those names; shares.py reads them back. Pure.
"""

from collections.abc import Mapping

from returns_desk.application.day_end.left_over import LeftCase, LeftDoubt, LeftOver
from returns_desk.application.day_end.shares import CASE, DOUBT, PROMISE
from returns_desk.application.promises.promise import Promise

Thing = LeftCase | LeftDoubt | Promise


def things_of(left: LeftOver) -> tuple[Thing, ...]:
    """Everything that is left, in the order in which it is shown."""
    return (*left.cases, *left.doubts, *left.promises)


def name_of(thing: Thing) -> str:
    """What the thing is called in the event."""
    if isinstance(thing, LeftCase):
        return f"{CASE}/{thing.case_id}"
    if isinstance(thing, LeftDoubt):
        return f"{DOUBT}/{thing.case_id}/{thing.leg}"
    return f"{PROMISE}/{thing.id}"


def takers_of(left: LeftOver, to: str, given: Mapping[str, str]) -> dict[str, str]:
    """Who takes over each thing, by its name."""
    names = (name_of(thing) for thing in things_of(left))
    return {name: given.get(name) or to for name in names}

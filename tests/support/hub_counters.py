"""The shelf's counter at a hub that a test sets, and what its journal tells of claims."""

import pytest

from builders import sale, shelf_options
from counters import Counter, proposing
from fake_hub import FakeHub
from fakes import CLERK, MANAGER, FakeOperators, FakeSales
from returns_desk.application.claim_book import TYPES
from returns_desk.application.connection import HubConnection


def counter_at(hub: FakeHub) -> Counter:
    """The shelf's counter, at that hub."""
    counter = Counter(sales=FakeSales([sale()]), propose=proposing(shelf_options()))
    counter.hub, counter.connection = hub, HubConnection(hub)
    counter.operators = FakeOperators([CLERK, MANAGER])
    return counter


def noted(counter: Counter) -> list[str]:
    """The events of claims, in order."""
    return [each for each in counter.journal.types() if each in TYPES]


@pytest.fixture
def hub() -> FakeHub:
    """A hub that is there."""
    return FakeHub()


@pytest.fixture
def counter(hub: FakeHub) -> Counter:
    """Its counter."""
    return counter_at(hub)

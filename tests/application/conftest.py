"""What the tests of the use cases share: a counter of fakes, and a desk with Mara signed in."""

import pytest

from builders import plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.desk import Desk


@pytest.fixture
def counter() -> Counter:
    """The shop with the shelf and the plums; a clerk and a manager; the shelf's board."""
    return Counter(sales=FakeSales([sale(), plums()]), propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    """A desk with Mara signed in."""
    return signed_in(counter)

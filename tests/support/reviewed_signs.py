"""What the manager's page of figures claims of a journal, as whoever looks for signs is asked."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.review_signs import sign_figures
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.application.review.overview import Period
from returns_desk.application.review.signs import SignKind as Claimed
from returns_desk.application.review.signs import signs_of
from support.planting.goods import CATALOGUE
from support.planting.signs import Sign, SignKind

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

YEAR: Final = 365
SOLD: Final = {each.sku: each.sold * 1_000 for each in CATALOGUE}
"""Only the proportions matter."""


def reviewed_signs(journal: Path, today: date) -> frozenset[Sign]:
    """Every sign on the screen of a year that ends on that day."""
    period = Period(today - timedelta(days=YEAR - 1), today)
    with ProfileJournal(journal, AnchorFile(journal.with_name("anchor.json"))) as reader:
        figures = reader.ask(partial(sign_figures, period=period, sold=SOLD))
    return frozenset(
        Sign(SignKind(each.kind), "" if each.kind is Claimed.STEERING else each.about)
        for each in signs_of(figures)
    )

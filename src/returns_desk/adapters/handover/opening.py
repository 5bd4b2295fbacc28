"""The hand-over of one profile, as its configuration says: in the background, or by command.

Owns which folder and formats a profile means. It must not decide when anything is handed over.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from returns_desk.adapters.handover.background import BackgroundHandOver
from returns_desk.adapters.handover.drop_folder import DropFolder, Writer
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.handover.return_json import json_bytes
from returns_desk.adapters.profile_configuration import Configuration
from returns_desk.application.handing_over import HandOver, NoHandOver
from returns_desk.application.handing_over_bookings import Ledger
from returns_desk.application.handing_over_rounds import Errand
from returns_desk.application.ports import Journal
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import ReturnsError

_FORMATS: Final[dict[str, tuple[str, Writer]]] = {
    "poslog": (".xml", poslog_bytes),
    "json": (".json", json_bytes),
}


def errand_of(configuration: Configuration, directory: Path, journal: Journal) -> Errand | None:
    """What hands a profile's returns over; None where no folder is configured.

    A relative folder lies in the profile's.
    """
    settings = configuration.handover
    if not settings.folder:
        return None
    writers = dict(_FORMATS[name] for name in settings.formats)
    return Errand(
        journal=journal,
        folder=DropFolder(directory / settings.folder, writers),
        ledger=Ledger(),
        store=configuration.store.id,
        mask=cut_card_numbers,
        training=configuration.demo,
        day_ends_at=configuration.business_day.end(),
    )


@contextmanager
def open_hand_over(
    configuration: Configuration,
    directory: Path,
    journal: Journal,
    on_defect: Callable[[ReturnsError], None],
) -> Iterator[HandOver]:
    """The hand-over of a counter whose journal is open to write; ended with the block."""
    errand = errand_of(configuration, directory, journal)
    if errand is None:
        yield NoHandOver()
        return
    with BackgroundHandOver(errand, on_defect) as running:
        yield running

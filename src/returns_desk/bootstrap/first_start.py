"""The first start: makes a whole profile of what a person entered, or none at all.

Owns what is made of what was entered, by the functions that the command line uses too.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.keys.configuration import PLACES as KEY_PLACES
from returns_desk.adapters.keys.configuration import KeysConfiguration
from returns_desk.adapters.operators.secrets import refuse_weak_pin
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import Configuration, StoreConfiguration
from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.sales_service import SalesService
from returns_desk.application.first_start import Brought, operator_ids
from returns_desk.application.sentences import N_
from returns_desk.application.shop_places import place_of
from returns_desk.bootstrap.whole_profile import begin_whole
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from returns_desk.adapters.sales.import_records import ImportSummary
    from returns_desk.adapters.sales.input_files import Progress
    from returns_desk.application.first_start import FirstEntry, ShopEntry

STOPPED: Final = "import_stopped"
_SENTENCES: Final = {
    STOPPED: N_("Stopped. Nothing of it was kept: choose the file again, or bring it in later."),
}


class FirstStart:
    """Makes the profile in a folder: `begin` in the worker, all else in the window's thread."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._stopped = Event()

    def pin_problem(self, pin: str) -> str:
        """The code of what is wrong with a PIN; empty where it will do."""
        try:
            refuse_weak_pin(pin)
        except OperatorMistake as mistake:
            return mistake.code
        return ""

    def get_ready(self) -> None:
        """Before `begin`, in the thread that may call `stop`: from now on a stop counts."""
        self._stopped.clear()

    def stop(self) -> None:
        """Let the file of sales go; nothing of the profile is kept."""
        self._stopped.set()

    def begin(self, entry: FirstEntry, progress: Progress) -> Brought | None:
        """Make the profile; what the file of sales brought in, None without one.

        Raises:
            OperatorMistake: Stopped, the file can't be used, or there is a profile already.
            EnvironmentFault: The folder can't be written, or the keyring not reached.

        """

        def fill(staging: Path) -> Brought | None:
            return self._fill(staging, entry, progress)

        return begin_whole(self._directory, fill)

    def _fill(self, staging: Path, entry: FirstEntry, progress: Progress) -> Brought | None:
        with Profile.open(staging, create=configuration_of(entry.shop)) as profile:
            people = (entry.manager, *entry.clerks)
            with profile.locked():
                staff = profile.operators()
                for at, operator_id in enumerate(operator_ids([each.name for each in people])):
                    role = "clerk" if at else "manager"
                    staff.add(operator_id, people[at].name, role, people[at].pin)
            return self._bring_in(profile, entry.sales, progress) if entry.sales else None

    def _bring_in(self, profile: Profile, file: str, progress: Progress) -> Brought:
        store, path = profile.configuration.store, Path(file)
        settings = ImportSettings(store.id, store.currency, store.zone)

        def told(per_mille: int) -> None:
            if self._stopped.is_set():
                raise _mistake(STOPPED)
            progress(per_mille)

        sales = SaleStore(profile.sales_path, profile.card_guard)
        with SalesService(sales, store.id, store.currency, store.zone) as service:
            return _brought(service.import_file(path, settings, told))


def configuration_of(shop: ShopEntry) -> Configuration:
    """What config.toml will say of a shop."""
    place = place_of(shop.jurisdiction)
    store = StoreConfiguration(
        id=shop.store.strip(),
        name=shop.name.strip(),
        jurisdiction=shop.jurisdiction,
        currency=shop.currency,
        language=shop.language,
        zone=place.zone,
    )
    keys = next(each for each in KEY_PLACES if each == shop.keys_place)
    return Configuration(
        terminal=shop.counter.strip(), store=store, keys=KeysConfiguration(place=keys)
    )


def _brought(summary: ImportSummary) -> Brought:
    return Brought(
        receipts=summary.outcomes.total(),
        left_out=summary.left_out_by_reason.total(),
        listed_in=summary.rejects_file or "",
    )


def _mistake(code: str) -> OperatorMistake:
    return OperatorMistake(_SENTENCES[code], code=code)

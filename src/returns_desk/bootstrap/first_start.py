"""The first start: makes a whole profile of what a person entered, or none at all.

Owns the order: everything is made in a folder aside by the functions that the command line uses
too, and put in place at the end by the switch that restores use. Who is stopped or killed before
leaves nothing that the next start would have to care for; after it the next start finishes it.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keeping.switching import is_cut_off, staging_folder, switch
from returns_desk.adapters.keys.configuration import PLACES as KEY_PLACES
from returns_desk.adapters.keys.configuration import KeysConfiguration
from returns_desk.adapters.keys.places import holders
from returns_desk.adapters.operators.secrets import refuse_weak_pin
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import Configuration, StoreConfiguration
from returns_desk.adapters.profile_lock import ProfileLock
from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.sales_service import SalesService
from returns_desk.application.first_start import Brought, operator_ids
from returns_desk.application.sentences import N_
from returns_desk.application.shop_places import place_of
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from returns_desk.adapters.sales.import_records import ImportSummary
    from returns_desk.adapters.sales.input_files import Progress
    from returns_desk.application.first_start import FirstEntry, ShopEntry

STOPPED: Final = "import_stopped"
BEGUN_ALREADY: Final = "begun_already"
_LOCK: Final = "profile.lock"
_SENTENCES: Final = {
    STOPPED: N_("Stopped. Nothing of it was kept: choose the file again, or bring it in later."),
    BEGUN_ALREADY: N_("There is a desk here already. Close this window and start it again."),
}


def is_first_start(directory: Path) -> bool:
    """Whether nothing of an installation is in this folder that a start could open or mend."""
    with file_faults(directory):
        begun = ("config.toml", "journal.db")
        return not is_cut_off(directory) and not any((directory / each).exists() for each in begun)


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
        with file_faults(self._directory):
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = ProfileLock(self._directory / _LOCK)
        lock.acquire(datetime.now(UTC).isoformat(timespec="seconds"))
        try:
            if not is_first_start(self._directory):
                raise _mistake(BEGUN_ALREADY)
            return self._begin_locked(entry, progress)
        finally:
            lock.release()

    def _begin_locked(self, entry: FirstEntry, progress: Progress) -> Brought | None:
        staging = staging_folder(self._forgotten())
        try:
            brought = self._fill(staging, entry, progress)
        except BaseException:
            self._forgotten()
            shutil.rmtree(staging, ignore_errors=True)
            raise
        with file_faults(self._directory):
            (staging / _LOCK).unlink(missing_ok=True)
            (self._directory / "keys").mkdir(mode=0o700, exist_ok=True)
            (self._directory / "logs").mkdir(exist_ok=True)
        switch(self._directory, ())
        return brought

    def _forgotten(self) -> Path:
        """The profile's folder, once keys of a start that was cut off are out of the keyring."""
        for each in holders(self._directory / "restoring" / "keys"):
            # A keyring that is out of reach keeps an entry that nobody uses.
            with suppress(EnvironmentFault, OperatorMistake):
                each.remove()
        return self._directory

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

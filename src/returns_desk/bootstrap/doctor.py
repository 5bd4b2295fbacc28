"""The checks of `returns-desk doctor` on one profile.

Owns which checks there are and what each looks at. It changes nothing: a profile that is not there
is not begun, a journal is only read.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from returns_desk.adapters.journal.remembered_end import FurthestAnchor
from returns_desk.adapters.keys.describing import keys_found
from returns_desk.adapters.keys.places import holder_there
from returns_desk.adapters.people.damage import people_damage
from returns_desk.adapters.people.stored_hashes import stored_hashes
from returns_desk.adapters.policies import load_policy
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.resources import resource_path
from returns_desk.application.policy_lab.unverified_law import unverified_law
from returns_desk.bootstrap.doctor_hub import hub_state
from returns_desk.bootstrap.doctor_promises import overdue_promises
from returns_desk.cli.doctor import Symptom, Verdict
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake, ReturnsError

LEAST_FREE_BYTES: Final = 500_000_000
"""Years of a counter's journal, and room for its backup."""
_MEGABYTE: Final = 1_000_000
_MEND_AWAY: Final = "Put them back before the next update, which reads them once."


def examine(directory: Path) -> Iterator[Symptom]:
    """Every check in the order in which IT would look; one that can't be made is bad itself."""
    try:
        profile = Profile.open(directory)
    except (OperatorMistake, EnvironmentFault) as error:
        yield Symptom("profile", Verdict.BAD, error.message)
        return
    yield _profile(profile)
    yield _keys(profile)
    yield _disk(directory)
    yield from _journal(profile)
    yield hub_state(profile)
    yield from overdue_promises(profile)
    yield from _people(profile)
    yield from _packs(profile)


def _profile(profile: Profile) -> Symptom:
    store = profile.configuration.store
    owner = profile.lock_owner()
    runs = f", and process {owner.pid} writes it now" if owner else ""
    return Symptom(
        "profile",
        Verdict.FINE,
        f"{profile.directory}: store {store.id} in {store.jurisdiction}, {store.currency}, "
        f"terminal {profile.configuration.terminal}{runs}.",
    )


def _keys(profile: Profile) -> Symptom:
    found = keys_found(profile.directory / "keys", profile.configuration.keys.place)
    if found.is_fine and _remembers_another_key(profile):
        message = (
            f"{found.message} The terminal's key is not the one that this profile's journal was "
            "signed with. Put that one back from the backup of the keys."
        )
        return Symptom("keys", Verdict.BAD, message)
    return Symptom("keys", Verdict.FINE if found.is_fine else Verdict.BAD, found.message)


def _remembers_another_key(profile: Profile) -> bool:
    """Whether what this computer remembers of its journal's end was noted with another key."""
    told, folder = profile.configuration, profile.directory
    with suppress(ReturnsError):
        anchors = holder_there(folder / "keys", told.keys.place).anchors(told.installation)
        kept = FurthestAnchor(anchors, folder, told.installation).read()
        is_own = kept is not None and kept.installation == told.installation
        return kept is not None and is_own and kept.public_key != profile.terminal_key.public_key
    return False


def _people(profile: Profile) -> Iterator[Symptom]:
    """Only what is bad: personal data that nobody can read any more."""
    try:
        damage = people_damage(profile.people_path)
        if damage is not None:
            yield Symptom("people", Verdict.BAD, damage)
            return
        stored_hashes(profile.people_path)
    except ReturnsError as error:
        yield Symptom("people", Verdict.BAD, error.message)


def _disk(directory: Path) -> Symptom:
    free = shutil.disk_usage(directory).free
    said = f"{free // _MEGABYTE:,} MB are free on the disk of {directory}"
    if free < LEAST_FREE_BYTES:
        wanted = LEAST_FREE_BYTES // _MEGABYTE
        return Symptom("disk", Verdict.BAD, f"{said}; make room for at least {wanted} MB.")
    return Symptom("disk", Verdict.FINE, f"{said}.")


def _journal(profile: Profile) -> Iterator[Symptom]:
    """The chain as `journal verify` sees it, and the clock against the last event."""
    try:
        with profile.read_journal() as journal:
            found, guards = journal.verify(owner=profile.owner), journal.guard_problem()
            last = next(iter(journal.read(after=found.events - 1)), None)
    except (OperatorMistake, EnvironmentFault) as error:
        is_new = error.code == "no_journal"
        yield Symptom("journal", Verdict.NOTE if is_new else Verdict.BAD, error.message)
        return
    if found.bent is not None or guards is not None:
        message = found.bent.message if found.bent else str(guards)
        yield Symptom("journal", Verdict.BAD, message)
        return
    here = found.events - found.away_to
    yield Symptom("journal", Verdict.FINE, f"{here:,} events, all as they were recorded.")
    if found.away_to:
        message = f"{found.away_to:,} older events lie in archives that are not here. {_MEND_AWAY}"
        yield Symptom("archives", Verdict.NOTE, message)
    if last is not None:
        yield _clock(profile.clock.now(), last.at)


def _clock(now: datetime, last: datetime) -> Symptom:
    said = f"This computer says {now.isoformat(timespec='seconds')}"
    if now < last:
        message = (
            f"{said}, and the journal's last event is of {last.isoformat(timespec='seconds')}; "
            "put the clock right, payouts wait for it."
        )
        return Symptom("clock", Verdict.BAD, message)
    return Symptom("clock", Verdict.FINE, f"{said}.")


def _packs(profile: Profile) -> Iterator[Symptom]:
    """Whether the packs decide together at this store, and what of its law was only recalled."""
    store, today = profile.configuration.store, profile.clock.now().date()
    files = [profile.directory / name for name in profile.configuration.packs]
    try:
        loaded = load_policy(resource_path("policies"), files=files)
        policy = loaded.policy_at(store.currency, store.jurisdiction, today)
    except ReturnsError as error:
        places = (getattr(error, "file", ""), getattr(error, "pointer", ""), error.message)
        yield Symptom("packs", Verdict.BAD, ": ".join(str(each) for each in places if each))
        return
    own = [pack.id for pack in policy.packs if pack.layer != "law"]
    yield Symptom("packs", Verdict.FINE, f"In force at this store: {', '.join(own)}, and the law.")
    for note in unverified_law(policy, [store.jurisdiction]):
        yield Symptom("law", Verdict.NOTE, note.message[:1].upper() + note.message[1:])

"""Publishing from one profile, for the command line and the manager's window.

Owns what is checked before a pack is published, and what is told of those that were.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.policies import PolicyFiles
from returns_desk.adapters.policies.changed_packs import changed_policy, pack_of
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.publishing.in_force import (
    PacksInForce,
    PublishedPolicies,
    packs_in_force,
)
from returns_desk.adapters.publishing.shelf import PackShelf, content_hash
from returns_desk.application.ports import Operator
from returns_desk.application.publishing import (
    FROM_FILE,
    PackOnOffer,
    Publication,
    Publishing,
    PublishingJournal,
    ReadableJournal,
    read_publications,
)

IN_FORCE: Final = "in_force"
WAITING: Final = "waiting"
BEHIND: Final = "behind"
REVERTED: Final = "reverted"


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication and how it stands: in_force, waiting (for its day), behind, reverted."""

    publication: Publication
    state: str


class PublishingAccess:
    """The published packs of one profile."""

    def __init__(
        self, profile: Profile, shipped: Path, today: Callable[[], date] | None = None
    ) -> None:
        """Nothing is read yet; `shipped` are the policies that come with the program.

        `today` is the day by a counter's own clock; by the profile's where there is none.
        """
        self._profile, self._shipped = profile, shipped
        self._today = today or (lambda: profile.clock.now().date())
        self._shelf = PackShelf(profile.directory, profile.terminal_key)

    def checked(self, operator_id: str, pin: str) -> Operator:
        """The person whose PIN it is.

        Raises:
            OperatorMistake: the PIN is wrong, or nobody has that id.
        """
        return self._profile.operators().check_pin(operator_id, pin)

    @contextmanager
    def writing(self) -> Iterator[PublishingJournal]:
        """The journal to write, with the profile locked.

        Raises:
            OperatorMistake: a desk runs on the profile.
        """
        with self._profile.locked(), self._profile.open_journal() as journal:
            yield journal

    def publish(
        self,
        journal: PublishingJournal,
        by: Operator,
        path: Path,
        effective: date | None = None,
        basis: str = FROM_FILE,
    ) -> Publication:
        """Publish a pack file from a day on, today where none is named.

        Raises:
            OperatorMistake: the pack can't be used, the day is over, or the person is no manager.
            EnvironmentFault: a file can't be read or written.
        """
        publishing = Publishing(journal, self._shelf, by)
        with file_faults(path):
            text = path.read_bytes()
        today = self._today()
        day = effective or today
        in_force = self.in_force(journal, max(day, today))
        store = self._profile.configuration.store
        changed, _ = changed_policy(self._shipped, in_force.files, [path])
        changed.policy_at(store.currency, store.jurisdiction, max(day, today))
        pack = pack_of(self._shipped, path)
        offer = PackOnOffer(pack.id, pack.version, pack.fingerprint, content_hash(text))
        return publishing.publish(offer, text, (day, today), basis)

    def revert(self, journal: PublishingJournal, by: Operator, pack: str) -> Publication:
        """Take back the last publication of a pack.

        Raises:
            OperatorMistake: nothing of it is published, or the person is no manager.
        """
        return Publishing(journal, self._shelf, by).revert(pack)

    def in_force(self, journal: ReadableJournal, day: date) -> PacksInForce:
        """The shop's packs on that day.

        Raises:
            EnvironmentFault: a file can't be read.
        """
        every = read_publications(journal)
        return packs_in_force(self._shipped, self._profile.packs, self._shelf, every, day)

    def published(self) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
        """What was published, by number, and what is wrong with it.

        Raises:
            OperatorMistake: there is no journal yet.
        """
        with self._profile.read_journal() as journal:
            every = read_publications(journal)
            in_force = self.in_force(journal, self._today())
        deciding = {each.number for each in in_force.published}
        listed = [Listed(each, _state(each, deciding, self._today())) for each in every]
        return tuple(listed), in_force.problems

    def files_in_force(self) -> tuple[Path, ...]:
        """The files that decide today; the profile's own where it has no journal yet.

        Raises:
            EnvironmentFault: a file can't be read.
        """
        if not self._profile.journal_path.exists():
            return self._profile.packs
        with self._profile.read_journal() as journal:
            return self.in_force(journal, self._today()).files

    def ever_in_force(self) -> tuple[tuple[Path, ...], ...]:
        """The files of every set of packs that decided here since the first publication.

        Raises:
            EnvironmentFault: a file can't be read.
        """
        with self._profile.read_journal() as journal:
            every = [replace(each, is_reverted=False) for each in read_publications(journal)]
        found = {self._profile.packs: None}
        for count, last in enumerate(every, start=1):
            for day in (last.effective_from, self._today()):
                packs = packs_in_force(
                    self._shipped, self._profile.packs, self._shelf, every[:count], day
                )
                found[packs.files] = None
        return tuple(found)

    def policies(self, journal: ReadableJournal, today: Callable[[], date]) -> PublishedPolicies:
        """What decides at a counter, taken over case by case.

        Raises:
            OperatorMistake: the packs can't be used.
        """
        store = self._profile.configuration.store
        files = PolicyFiles(self._shipped, self._profile.packs, store.currency, store.jurisdiction)
        return PublishedPolicies(lambda day: self.in_force(journal, day), files, today)


def _state(publication: Publication, deciding: set[int], today: date) -> str:
    if publication.is_reverted:
        return REVERTED
    if publication.number in deciding:
        return IN_FORCE
    return WAITING if publication.effective_from > today else BEHIND

"""The replay of a profile's journal under changed packs, for the command line and the manager.

Owns which files are read and for how long. It writes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final
from zlib import crc32

from returns_desk.adapters.policies.changed_packs import changed_policy
from returns_desk.adapters.policies.policy_files import LoadedPolicy, load_policy
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.adapters.publishing.access import PublishingAccess
from returns_desk.adapters.replaying.ledger import ReturnsLedger
from returns_desk.adapters.replaying.parts import parts_for, replay_in_parts
from returns_desk.adapters.replaying.rebuilding import Rebuilding
from returns_desk.adapters.safe_files import Progress, unwatched
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.board_document import board_document
from returns_desk.application.policy_lab.replay_sum import ReplaySum
from returns_desk.application.policy_lab.replaying import Trial, board_in_force, replayed
from returns_desk.application.policy_lab.visits import DECISIONS, Visit, visits
from returns_desk.application.ports import Event
from returns_desk.domain.board import Board
from returns_desk.domain.case import Case, Store
from returns_desk.domain.engine import propose_board, weigh_board
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Policy

EVENTS_PER_WORD: Final = 500
"""So many events go by between two words of how far it is."""
SALES_REMEMBERED: Final = 10_000
"""Of so many sales the numbers are asked once, not at each of a visit's boards."""

Numbers = Callable[[str], tuple[str, ...]]
"""All numbers that a sale is known by."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which cases were opened; an end that is None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a case of that day counts."""
        return (self.first or day) <= day <= (self.last or day)


class ReplayAccess:
    """What can be tried on the journal of one profile.

    Attributes:
        currency: what the shop counts in.
    """

    def __init__(self, profile: Profile, shipped: Path) -> None:
        """Nothing is read yet; `shipped` are the policies that come with the program."""
        self._profile, self._shipped = profile, shipped
        self._published = PublishingAccess(profile, shipped)
        store = profile.configuration.store
        self._store = Store(store.id, store.jurisdiction, store.currency, store.language)
        self.currency = store.currency

    def replay(self, files: Sequence[Path], period: Period, on_progress: Progress) -> ReplaySum:
        """Every case of the period under the packs in force with `files` in their place.

        Raises:
            OperatorMistake: a pack can't be used, there is no journal, or it holds no case.
            EnvironmentFault: a file can't be read.
        """
        own = self.files_in_force()
        in_force, earlier = self._decided(own)
        draft = self._policy(changed_policy(self._shipped, own, files)[0])
        events = self._events()

        def part(index: int, count: int, tell: Progress) -> ReplaySum:
            return self._part((in_force, draft, *earlier), period, (index, count), tell)

        return replay_in_parts(part, parts_for(events), on_progress)

    def replay_between(
        self,
        files: Sequence[Path],
        days: tuple[date | None, date | None],
        on_progress: Progress,
    ) -> ReplaySum:
        """The same for cases opened from the first to the last day; None is open.

        Raises:
            OperatorMistake: as `replay`.
            EnvironmentFault: as `replay`.
        """
        return self.replay(files, Period(*days), on_progress)

    def decided(
        self, period: Period, on_progress: Progress = unwatched
    ) -> Iterator[tuple[Visit, Board]]:
        """Visits on which a second person decided, with the board of the packs in force.

        Raises:
            OperatorMistake: there is no journal, or it holds no case.
            EnvironmentFault: a file can't be read.
        """
        in_force, earlier = self._decided(self.files_in_force())
        total = self._events()
        with self._trial((in_force, in_force, *earlier)) as (journal, numbers, trial):
            told = {each.case_id for each in journal.read(types=tuple(DECISIONS))}
            events = _told(journal.read(), total, on_progress)
            for visit in visits(events, ReturnsLedger(numbers), told.__contains__):
                is_counted = visit.decisions and period.holds(visit.record.opened_at.date())
                board = board_in_force(visit, trial) if is_counted else None
                if board is not None:
                    yield visit, board

    def files_in_force(self) -> tuple[Path, ...]:
        """The files of the shop's packs as they decide today; none for the demo shop's."""
        return self._published.files_in_force()

    def policy_in_force(self) -> Policy:
        """The packs that decide today."""
        return self._policy(load_policy(self._shipped, files=self.files_in_force()))

    def _decided(self, own: tuple[Path, ...]) -> tuple[Policy, list[Policy]]:
        """What decides now, and what decided here before."""
        earlier = [files for files in self._published.ever_in_force() if files != own]
        loaded = [load_policy(self._shipped, files=files) for files in (own, *earlier)]
        first, *others = map(self._policy, loaded)
        return first, others

    def _events(self) -> int:
        """How many events there are; at least one case is among them."""
        with self._profile.read_journal() as journal:
            events, _ = journal.head()
            is_empty = next(journal.read(types=("case_opened",)), None) is None
        if is_empty:
            message = "The journal holds no case yet; there is nothing to replay."
            raise OperatorMistake(message, code="nothing_to_replay")
        return events

    def _policy(self, loaded: LoadedPolicy) -> Policy:
        today = self._profile.clock.now().date()
        return loaded.policy_at(self.currency, self._store.jurisdiction, today)

    def _part(
        self,
        policies: tuple[Policy, ...],
        period: Period,
        place: tuple[int, int],
        tell: Progress,
    ) -> ReplaySum:
        index, count = place
        found = ReplaySum()

        def is_mine(case_id: str) -> bool:
            return crc32(case_id.encode()) % count == index

        with self._trial(policies) as (journal, numbers, trial):
            total, _ = journal.head()
            events = _told(journal.read(), total, tell)
            for visit in visits(events, ReturnsLedger(numbers), is_mine):
                if period.holds(visit.record.opened_at.date()):
                    found.take(replayed(visit, trial))
        tell(total, total)
        return found

    @contextmanager
    def _trial(self, policies: Sequence[Policy]) -> Iterator[tuple[ProfileJournal, Numbers, Trial]]:
        """The packs in force, the draft and earlier ones, on the journal and the sale store."""
        in_force, draft, *earlier = policies
        with (
            self._profile.read_journal() as journal,
            SaleStore(self._profile.sales_path, self._profile.card_guard) as sales,
        ):
            numbers = lru_cache(SALES_REMEMBERED)(sales.numbers)
            yield (
                journal,
                numbers,
                Trial(
                    in_force=in_force,
                    draft=draft,
                    rebuild=Rebuilding(sales, numbers, journal, self._store).case,
                    propose=propose_board,
                    digest=_digest,
                    earlier={each.fingerprint: each for each in earlier},
                    weigh=weigh_board,
                ),
            )


def _told(events: Iterator[Event], total: int, tell: Progress) -> Iterator[Event]:
    """The events, and a word now and then of how far the journal is walked."""
    for event in events:
        if event.sequence % EVENTS_PER_WORD == 0:
            tell(event.sequence, total)
        yield event


def _digest(board: Board, case: Case) -> str:
    return str(board_document(board, case)["digest"])

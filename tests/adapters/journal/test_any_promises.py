"""Whatever happens to promises, over a real journal: nothing is lost, each is handed on once."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from adapters.journal.journal_kit import ORIGIN, CountingIds, fixed_key
from builders import SHELF, sale, shelf_options
from counters import Counter, proposing
from fakes import CLERK, FakeClock, FakeSales, badge_of
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.application.desk import Desk
from returns_desk.application.promises.entry import PromiseEntry

NOW = datetime(2026, 11, 21, 18, 40, tzinfo=UTC)
ENDINGS = st.sampled_from(["kept", "broken", "withdrawn"])


class Promises(RuleBasedStateMachine):
    """A counter over SQLite, beside a plain memory of what was promised."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock, self.ids = FakeClock(NOW), CountingIds()
        self.open: dict[str, datetime] = {}
        self.over: set[str] = set()
        self.journal = self._journal()
        self.counter = Counter(
            sales=FakeSales([sale()]), clock=self.clock, propose=proposing(shelf_options())
        )
        self._start()
        self.desk.scan(SHELF)

    def _journal(self) -> SqliteJournal:
        folder = Path(self._folder.name)
        recorder = Recorder(ORIGIN, fixed_key(), self.clock, self.ids)
        return SqliteJournal(folder / "journal.db", recorder, AnchorFile(folder / "anchor.json"))

    def _start(self) -> None:
        self.counter.written = self.journal
        self.desk = Desk(self.counter.services())
        self.desk.resume()
        self.desk.sign_in_badge(badge_of(CLERK))

    @precondition(lambda self: self.desk.state().case is not None)
    @rule(hours=st.integers(1, 30))
    def promise(self, hours: int) -> None:
        due = self.clock.now() + timedelta(hours=hours)
        before = set(self.open)
        state = self.desk.make_promise(PromiseEntry(due))
        (new,) = {each.promise.id for each in state.promises.open} - before
        self.open[new] = due

    @precondition(lambda self: bool(self.open))
    @rule(ending=ENDINGS, data=st.data())
    def end(self, ending: str, data: st.DataObject) -> None:
        promise = data.draw(st.sampled_from(sorted(self.open)))
        act = {
            "kept": self.desk.keep_promise,
            "broken": self.desk.break_promise,
            "withdrawn": self.desk.withdraw_promise,
        }
        act[ending](promise)
        del self.open[promise]

    @rule(hours=st.integers(0, 23))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(hours=hours)
        self.over |= {each for each, due in self.open.items() if self.clock.now() > due}
        self.desk.watch_promises()

    @rule()
    def restart(self) -> None:
        self.journal.close()
        self.journal = self._journal()
        self._start()

    @rule()
    def park_or_go_on(self) -> None:
        state = self.desk.state()
        if state.case is None:
            self.desk.resume_case(state.open_cases[0].case_id)
        else:
            self.desk.park()

    @invariant()
    def nothing_is_lost(self) -> None:
        shown = {each.promise.id: each.promise.due for each in self.desk.state().promises.open}
        assert shown == self.open

    @invariant()
    def each_is_handed_on_once(self) -> None:
        events = self.journal.read(types=("promise_overdue",))
        raised = [str(each.payload["promise"]) for each in events]
        assert len(raised) == len(set(raised))
        assert set(raised) == self.over

    def teardown(self) -> None:
        self.journal.close()
        self._folder.cleanup()


TestPromises = Promises.TestCase
TestPromises.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

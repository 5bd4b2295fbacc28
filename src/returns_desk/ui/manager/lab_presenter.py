"""The presenter of the policy lab: what managers keep allowing, one change, its publication.

Owns what each touch means. Plain Python. Long work runs in a worker of its own, tells how far it
is, and can be stopped; it goes on while other pages are looked at.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from returns_desk.application.sentences import N_
from returns_desk.ui.manager.case_links import PAGE as CASES
from returns_desk.ui.manager.case_links import to_case
from returns_desk.ui.manager.lab_change_contents import change_content, day_of
from returns_desk.ui.manager.lab_contents import days_of, list_content
from returns_desk.ui.manager.lab_ports import STOPPED, Change, PackText, PublishedPacks, Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from returns_desk.application.policy_lab.drafting import Draft
    from returns_desk.application.policy_lab.replay_sum import ReplaySum
    from returns_desk.application.publishing import Publication
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.manager.frame import Frame, Worker
    from returns_desk.ui.manager.lab_ports import LabTools, LabView

Result = TypeVar("Result")
PAGE = "policy"
DRAFT = "draft:"
LOOKING = N_("Looking through the journal: {percent} %")
TRYING = N_("Trying it on the journal: {percent} %")


class LabPresenter:
    """The page; `long_work` is the worker for what takes long."""

    def __init__(
        self,
        view: LabView,
        frame: Frame,
        tools: LabTools,
        long_work: Worker,
        currency: str,
    ) -> None:
        """Begin with nothing looked through."""
        self._view, self._frame, self._tools = view, frame, tools
        self._long_work, self._currency = long_work, currency
        self._period, self._wanted = "quarter", ""
        self._drafts: tuple[Draft, ...] | None = None
        self._published = PublishedPacks()
        self._change: Change | None = None
        self._work: Work | None = None

    # --- what the shell does

    def opened(self, argument: str) -> None:
        """Read anew; `draft:` with an option or a rule leads to the change drafted from it."""
        self.refreshed()
        if argument.startswith(DRAFT):
            self._wanted = argument.removeprefix(DRAFT)
            self._change = None
            self.look_wanted()

    def refreshed(self) -> None:
        """Show what is known at once, then what was published."""
        self._show()
        job = self._tools.published
        self._frame.reads.run(job, self._took_published, self._frame.failed, topic=PAGE)

    def closed(self) -> None:
        """What is under way goes on; nothing was typed here."""

    def back(self) -> bool:
        """From a change to the list; what is being tried there is stopped."""
        if self._change is None:
            return False
        self.stopped()
        self._change = None
        self._show()
        return True

    def ticked(self) -> None:
        """Some time went by: show how far the work is."""
        if self._work is not None:
            self._show()

    # --- what is touched

    def period_touched(self, code: str) -> None:
        """Look through other days."""
        if code != self._period and self._work is None:
            self._period, self._drafts = code, None
            self._show()

    def look_wanted(self) -> None:
        """Look through the journal for what managers decided."""
        days = self._days()
        self._run(LOOKING, lambda work: self._tools.decisions(days, work.tell), self._took_drafts)

    def stopped(self) -> None:
        """Stop what goes on."""
        if self._work is not None:
            self._work.is_stopped = True

    def draft_chosen(self, code: str) -> None:
        """Look at one change, and try it."""
        draft = (self._drafts or ())[int(code)]
        pack = PackText(draft.pack, draft.file, draft.text, draft.before)
        self._open(Change(pack, self._days(), kept=draft.kept, most=draft.most))

    def file_wanted(self) -> None:
        """Try a pack file."""
        path = self._view.ask_pack()
        if path is not None:
            job = partial(self._tools.read_file, path)
            self._frame.reads.run(job, self._took_file, self._frame.failed)

    def try_wanted(self) -> None:
        """Try the change on the journal."""
        change = self._change
        if change is not None:
            self._run(
                TRYING,
                lambda work: self._tools.tried(change.pack, change.days, work.tell),
                partial(self._took_found, change),
            )

    def lines_touched(self) -> None:
        """Show the lines of the file that differ, or hide them."""
        if self._change is not None:
            self._change.has_lines = not self._change.has_lines
            self._show()

    def case_chosen(self, case_id: str) -> None:
        """Read a case; Back comes back to this page."""
        self._frame.go(CASES, to_case(case_id, back=PAGE))

    def day_touched(self, code: str) -> None:
        """Let it count from another day."""
        if self._change is not None:
            self._change.day = code
            self._show()

    def publish_wanted(self) -> None:
        """Sign and publish what is in sight."""
        change = self._change
        if change is None or change.found is None or change.is_published:
            return
        change.is_published = True
        self._show()
        by, day = self._frame.person(), day_of(change.day, self._today())
        publish = partial(self._tools.publish, is_drafted=change.kept is not None)
        job = partial(publish, change.pack, day, by)
        failed = partial(self._not_published, change)
        self._frame.writes.run(job, self._was_published, failed)

    def revert_wanted(self, pack: str) -> None:
        """Take back the last publication of a pack."""
        job = partial(self._tools.revert, pack, self._frame.person())
        self._frame.writes.run(job, self._was_reverted, self._frame.failed)

    # --- the way there and back

    def _open(self, change: Change) -> None:
        self._change = change
        self.try_wanted()

    def _run(
        self,
        sentence: str,
        job: Callable[[Work], Result],
        took: Callable[[Result], None],
    ) -> None:
        """Run long work, one at a time."""
        if self._work is not None:
            return
        work = self._work = Work(sentence)
        self._show()

        def done(result: Result) -> None:
            self._work = None
            if work.is_stopped:
                self._show()
            else:
                took(result)

        def failed(error: ReturnsError) -> None:
            self._work = None
            self._show()
            if error.code != STOPPED:
                self._frame.failed(error)

        self._long_work.run(partial(job, work), done, failed)

    def _took_drafts(self, drafts: tuple[Draft, ...]) -> None:
        self._drafts = drafts
        wanted, self._wanted = self._wanted, ""
        for at, each in enumerate(drafts):
            if wanted and each.text and wanted in {each.kept.option, *_rules(each)}:
                self.draft_chosen(str(at))
                return
        self._show()

    def _took_file(self, pack: PackText) -> None:
        self._open(Change(pack, self._days()))

    def _took_found(self, change: Change, found: ReplaySum) -> None:
        change.found = found
        self._show()

    def _took_published(self, published: PublishedPacks) -> None:
        self._published = published
        self._show()

    def _was_published(self, publication: Publication) -> None:
        words = self._frame.words()
        self._change, self._drafts = None, None
        self._frame.written()
        day = words.day(publication.effective_from)
        self._frame.say(words.text("Published. It is in force from {day}.", day=day))

    def _not_published(self, change: Change, error: ReturnsError) -> None:
        change.is_published = False
        self._show()
        self._frame.failed(error)

    def _was_reverted(self, publication: Publication) -> None:
        words = self._frame.words()
        self._drafts = None
        self._frame.written()
        self._frame.say(
            words.text(
                "Version {version} of {pack} is taken back; what was before it decides.",
                version=publication.version,
                pack=publication.pack,
            )
        )

    def _today(self) -> date:
        return self._frame.now().date()

    def _days(self) -> tuple[date | None, date | None]:
        return days_of(self._period, self._today())

    def _show(self) -> None:
        words, change = self._frame.words(), self._change
        if change is not None:
            today, money = self._today(), self._currency
            self._view.show_change(change_content(words, change, self._work, today, money))
            return
        known = self._drafts, self._published, self._work
        self._view.show_list(list_content(words, self._period, *known))


def _rules(draft: Draft) -> list[str]:
    return [rule.id for rule in draft.kept.rules]

"""The presenter of the page of cases: what is looked for, and the one that is read.

Owns what each touch means. Plain Python; reads run in the shell's reading worker.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from returns_desk.application.review.cases import ANY_TRIGGER, PAGE_SIZE, CaseFilter, CaseList
from returns_desk.domain.errors import ReturnsError
from returns_desk.ui.manager.case_links import PAGE, CaseLink, read_link
from returns_desk.ui.manager.case_story_contents import story_content
from returns_desk.ui.manager.cases_contents import (
    HANDED_ON,
    Looking,
    csv_rows,
    list_content,
    period_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from returns_desk.application.review.case_read import CaseRead
    from returns_desk.application.review.cases import ListedCase
    from returns_desk.ui.manager.cases_shapes import CaseListContent, CaseStoryContent
    from returns_desk.ui.manager.frame import Frame


class CasesView(Protocol):
    """The page's widget, as the presenter sees it."""

    def show_list(self, content: CaseListContent) -> None:
        """Show the list."""
        ...

    def show_case(self, content: CaseStoryContent) -> None:
        """Show one case."""
        ...

    def ask_file(self, suggested: str) -> Path | None:
        """Where a person wants a file; None where they think better of it."""
        ...


class CasesReads(Protocol):
    """Questions to the journal, and files made of its answers; on the reading worker only."""

    def cases(self, wanted: CaseFilter, limit: int) -> CaseList:
        """The newest of these cases."""
        ...

    def every_case(self, wanted: CaseFilter) -> tuple[ListedCase, ...]:
        """All of them."""
        ...

    def case(self, case_id: str) -> tuple[CaseRead, Mapping[str, str]]:
        """One case, and the names of people by id."""
        ...

    def save_table(self, path: Path, rows: Sequence[Sequence[str | int]]) -> None:
        """Write a CSV file."""
        ...


class CasesPresenter:
    """The page; `save_story` runs in the window's thread, since it draws."""

    def __init__(
        self,
        view: CasesView,
        frame: Frame,
        reads: CasesReads,
        today: Callable[[], date],
        currency: str,
        save_story: Callable[[CaseStoryContent, Path], None],
    ) -> None:
        """Begin with nothing read; `today` is the business day by now."""
        self._view, self._frame, self._reads = view, frame, reads
        self._today, self._currency, self._save_story = today, currency, save_story
        self._looking, self._limit = Looking(), PAGE_SIZE
        self._link = CaseLink()
        self._case: tuple[CaseRead, Mapping[str, str]] | None = None

    # --- what the shell does

    def opened(self, argument: str) -> None:
        """Read anew; the argument leads to one case or to a list, see case_links."""
        self._case = None
        link = read_link(argument) or CaseLink(wanted=self._looking.wanted)
        self._link = link
        if link.case_id:
            self._read_case(link.case_id)
        else:
            self._look(link.wanted)

    def refreshed(self) -> None:
        """Show what is known at once, then what is read."""
        self._show()
        if self._case is not None:
            self._read_case(self._case[0].case_id)
        elif not self._link.case_id:
            self._read_list()

    def closed(self) -> None:
        """The filters stay; nothing else was typed here."""

    def back(self) -> bool:
        """From a case to where it was opened from."""
        link, self._link = self._link, CaseLink(wanted=self._looking.wanted)
        if not link.case_id:
            return False
        self._case = None
        if link.back:
            self._frame.go(link.back, link.argument)
        else:
            self._look(self._looking.wanted)
        return True

    # --- what is touched

    def chip_touched(self, row: str, code: str) -> None:
        """Look for others: a period, an end, a choice, or one filter less."""
        wanted = self._looking.wanted
        if row == "period":
            first, last = period_of(code, self._today())
            is_own = code == "own"
            wanted = wanted if is_own else replace(wanted, first_day=first, last_day=last)
        elif row == "asked":
            wanted = _with(wanted, code, "")
        elif code == HANDED_ON:
            wanted = _turned(wanted, "trigger", ANY_TRIGGER)
        else:
            wanted = _turned(wanted, row, code)
        self._look(wanted)

    def searched(self, text: str) -> None:
        """Look for these words among the cases that the filters leave."""
        self._look(replace(self._looking.wanted, text=text.strip()))

    def filters_touched(self) -> None:
        """More filters, or fewer."""
        self._looking = replace(self._looking, has_choices=not self._looking.has_choices)
        self._show()

    def more_wanted(self) -> None:
        """Older ones too."""
        self._limit += PAGE_SIZE
        self._read_list()

    def chosen(self, case_id: str) -> None:
        """Read one."""
        self._link = CaseLink(case_id)
        self._read_case(case_id)

    def table_wanted(self) -> None:
        """Write the whole list, as it is filtered, to a CSV file."""
        path = self._view.ask_file("cases.csv")
        if path is not None:
            job = partial(self._write_table, path, self._looking.wanted)
            self._frame.reads.run(job, self._saved, self._frame.failed)

    def story_wanted(self) -> None:
        """Write the case's story to a PDF file."""
        if self._case is None:
            return
        path = self._view.ask_file(f"case-{self._case[0].number}.pdf")
        if path is not None:
            try:
                self._save_story(self._story(*self._case), path)
            except ReturnsError as error:
                self._frame.failed(error)
            else:
                self._saved(None)

    # --- the way there and back

    def _write_table(self, path: Path, wanted: CaseFilter) -> None:
        rows = csv_rows(self._frame.words(), self._reads.every_case(wanted))
        self._reads.save_table(path, rows)

    def _saved(self, _: None) -> None:
        self._frame.say(self._frame.words().text("Saved."))

    def _look(self, wanted: CaseFilter) -> None:
        self._limit = PAGE_SIZE
        self._looking = replace(self._looking, wanted=wanted)
        self._show()
        self._read_list()

    def _read_list(self) -> None:
        job = partial(self._reads.cases, self._looking.wanted, self._limit)
        self._frame.reads.run(job, self._took_list, self._frame.failed, topic=PAGE)

    def _took_list(self, found: CaseList) -> None:
        self._looking = replace(self._looking, found=found)
        self._show()

    def _read_case(self, case_id: str) -> None:
        job = partial(self._reads.case, case_id)
        self._frame.reads.run(job, self._took_case, self._frame.failed, topic=PAGE)

    def _took_case(self, read: tuple[CaseRead, Mapping[str, str]]) -> None:
        self._case = read
        self._show()

    def _story(self, case: CaseRead, names: Mapping[str, str]) -> CaseStoryContent:
        return story_content(self._frame.words(), case, names, self._currency)

    def _show(self) -> None:
        if self._case is not None:
            self._view.show_case(self._story(*self._case))
        else:
            today, words = self._today(), self._frame.words()
            self._view.show_list(list_content(words, self._looking, today, self._currency))


def _turned(wanted: CaseFilter, name: str, value: str) -> CaseFilter:
    """With that filter, or without it where it was on."""
    return _with(wanted, name, "" if getattr(wanted, name) == value else value)


def _with(wanted: CaseFilter, name: str, value: str) -> CaseFilter:
    return replace(wanted, **{name: value})

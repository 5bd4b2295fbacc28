"""A file is taken in and stays with the case; taken back, and taken back no more; opened.

Owns the order that survives a power cut: key, file, event. What lies there without an event is
found unsettled at the next start, and goes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from returns_desk.application.boards import refresh_board
from returns_desk.application.claiming import note_fact
from returns_desk.application.evidence.files import (
    TEXT,
    EvidenceFiles,
    EvidencePlace,
    TakenFile,
)
from returns_desk.application.evidence.kept import (
    EVIDENCE_KEPT,
    FILE_TYPES,
    file_of,
    kept_payload,
)
from returns_desk.application.evidence.keys import key_for, key_in
from returns_desk.application.evidence.noting import answered_by, newly_answered, take_back
from returns_desk.application.evidence.refusals import refusal
from returns_desk.application.evidence.seen import KeptFile, PaperKind, SeenPaper
from returns_desk.application.personal_data import is_erased
from returns_desk.application.ports import Event, PeopleStore
from returns_desk.application.turn import Turn

MOST_FILES: Final = 30
"""So many stay with one case; a customer never brings more, and a page shows them all."""


LONGEST_NOTE: Final = 2_000
"""Characters; a page shows it whole."""


class PaperJournal(Protocol):
    """The part of the journal that is read here."""

    def read(self, *, case_id: str | None = None, types: tuple[str, ...] = ()) -> Iterator[Event]:
        """Events in sequence order, of one case and of some types."""
        ...


class UnsettledFiles(Protocol):
    """Files that a start has to look for in the journal."""

    def unsettled(self) -> Iterable[EvidencePlace]:
        """Which there are."""
        ...

    def settle(self, place: EvidencePlace) -> None:
        """The journal has it."""
        ...

    def drop(self, place: EvidencePlace) -> None:
        """The journal does not have it, or has it no more."""
        ...


def keep_file(turn: Turn, kind: PaperKind, source: Path | bytes) -> None:
    """Take a file in; it answers the question that asks for such a paper (R5).

    Raises:
        OperatorMistake: it is nothing that can be kept, or the case has many already.
        EnvironmentFault: it can't be read or written; nothing has changed.
    """
    _refuse_many(turn)
    _keep(turn, kind, turn.services.intake.take(source))


def keep_note(turn: Turn, text: str) -> None:
    """Keep what a colleague should know, as a file of the case: encrypted, and erased with it.

    Card numbers are cut from it.

    Raises:
        OperatorMistake: it is empty or too long, or the case has many files already.
        EnvironmentFault: it can't be written; nothing has changed.
    """
    written = text.strip()
    if not written:
        raise refusal("note_empty")
    if len(written) > LONGEST_NOTE:
        raise refusal("note_too_long", longest=LONGEST_NOTE)
    _refuse_many(turn)
    _keep(turn, PaperKind.NOTE, TakenFile(turn.cut(written, "note").encode(), TEXT))


def withdraw_paper(turn: Turn, evidence: str) -> None:
    """Take back what was noted or taken in; nothing where that was done already."""
    paper = _paper(turn.record.papers, evidence)
    if paper is not None:
        if paper.file is not None:
            turn.services.evidence.unsettle(EvidencePlace(turn.record.case_id, evidence))
        take_back(turn, paper)
        refresh_board(turn)


def keep_again(turn: Turn, evidence: str) -> None:
    """Undo that a file was taken back.

    Raises:
        OperatorMistake: it is gone.
        EnvironmentFault: the folder can't be written; nothing has changed.
    """
    if _paper(turn.record.papers, evidence) is not None:
        return
    place = EvidencePlace(turn.record.case_id, evidence)
    events = turn.services.journal.read(case_id=place.case_id, types=(EVIDENCE_KEPT,))
    told = next((each for each in events if each.payload["evidence"] == evidence), None)
    if told is None or not turn.services.evidence.unsettle(place):
        raise refusal("file_gone")
    _note(turn, place, PaperKind(str(told.payload["kind"])), file_of(told))


def opened_file(
    people: PeopleStore, files: EvidenceFiles, case_id: str, paper: SeenPaper
) -> TakenFile | None:
    """What is in a paper's file, in memory only; None where no file of it was kept.

    Raises:
        OperatorMistake: it was erased.
        EnvironmentFault: it can't be read.
    """
    if paper.file is None:
        return None
    key = key_in(people.get(case_id))
    if not key:
        raise refusal("file_erased")
    content = files.open(EvidencePlace(case_id, paper.id), key, paper.file.sha256)
    return TakenFile(content, paper.file.media)


def settle_files(journal: PaperJournal, files: UnsettledFiles) -> None:
    """At a start: what the journal names stays, what a crash left or somebody took back goes.

    Raises:
        EnvironmentFault: the folder can't be written.
    """
    for place in tuple(files.unsettled()):
        last = ""
        for event in journal.read(case_id=place.case_id, types=FILE_TYPES):
            last = event.type if event.payload["evidence"] == place.evidence else last
        if last == EVIDENCE_KEPT and not is_erased(journal, place.case_id):
            files.settle(place)
        else:
            files.drop(place)


def _refuse_many(turn: Turn) -> None:
    if sum(each.file is not None for each in turn.record.papers) >= MOST_FILES:
        raise refusal("many_files", most=MOST_FILES)


def _keep(turn: Turn, kind: PaperKind, taken: TakenFile) -> None:
    place = _new_place(turn)
    sha256 = turn.services.evidence.keep(place, key_for(turn), taken.content)
    _note(turn, place, kind, KeptFile(sha256, len(taken.content), taken.media))


def _new_place(turn: Turn) -> EvidencePlace:
    return EvidencePlace(turn.record.case_id, turn.services.ids.new_id())


def _note(turn: Turn, place: EvidencePlace, kind: PaperKind, file: KeptFile) -> None:
    """Note a file whose bytes are on disk."""
    new = newly_answered(turn, kind)
    answers = new or answered_by(turn, kind)
    turn.note(EVIDENCE_KEPT, kept_payload(place.evidence, str(kind), file, answers))
    for fact in new:
        note_fact(turn, fact, value=True)
    turn.afterwards(lambda: turn.services.evidence.settle(place))
    refresh_board(turn)


def _paper(papers: Iterable[SeenPaper], evidence: str) -> SeenPaper | None:
    return next((each for each in papers if each.id == evidence), None)

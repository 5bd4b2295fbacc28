"""The clerk notes that a paper was shown, or takes that back.

Owns that seeing it answers the question that asks for it, in the same action (R5).
"""

from returns_desk.application.boards import refresh_board
from returns_desk.application.claiming import note_fact
from returns_desk.application.evidence.seen import (
    ANSWERS,
    EVIDENCE_SEEN,
    EVIDENCE_WITHDRAWN,
    PaperKind,
    SeenPaper,
)
from returns_desk.application.facts import known_facts
from returns_desk.application.turn import Turn


def note_paper(turn: Turn, kind: PaperKind, *, is_seen: bool) -> None:
    """Note that a paper of the kind was seen, or that it was not; what is so already stays."""
    seen = (each for each in turn.record.papers if each.kind is kind and each.file is None)
    there = next(seen, None)
    if is_seen and there is None:
        _see(turn, kind)
    elif not is_seen and there is not None:
        take_back(turn, there)
    refresh_board(turn)


def take_back(turn: Turn, paper: SeenPaper) -> None:
    """Note that a paper is not here; what another one of its kind shows stays answered."""
    turn.note(EVIDENCE_WITHDRAWN, {"evidence": paper.id, "kind": str(paper.kind)})
    for fact in paper.answers:
        if fact not in answered_by(turn, paper.kind):
            note_fact(turn, fact, None)


def newly_answered(turn: Turn, kind: PaperKind) -> tuple[str, ...]:
    """The fact that the paper shows, unless somebody said yes to it before."""
    fact = ANSWERS.get(kind)
    known = known_facts(turn.record.claim, turn.record.delivered)
    return () if fact is None or known.get(fact) is True else (fact,)


def answered_by(turn: Turn, kind: PaperKind) -> tuple[str, ...]:
    """What papers of the kind that are here answered already."""
    answers = (each.answers for each in turn.record.papers if each.kind is kind)
    return next((each for each in answers if each), ())


def _see(turn: Turn, kind: PaperKind) -> None:
    new = newly_answered(turn, kind)
    evidence, answers = turn.services.ids.new_id(), new or answered_by(turn, kind)
    turn.note(EVIDENCE_SEEN, {"evidence": evidence, "kind": str(kind), "answers": [*answers]})
    for fact in new:
        note_fact(turn, fact, value=True)

"""Answering for a loss at the end of a profile's journal, so that its end is remembered again.

Until somebody answers, the proof of the loss stays where the end is remembered, and nothing newer
is. Owns that order: first the answer is recorded with what was remembered, then the proof goes; and
that a paper of what somebody answered for accuses nobody any more. It must not bring anything back;
a restore does.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from returns_desk.adapters.journal.anchors import KEYSTORE, Anchor
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.keeping.backup_anchors import backup_anchors
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_anchors import anchors_of
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.application.loss_answers import Loss, answer_to, losses_of, note_of
from returns_desk.application.ports import Verification
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake


@dataclass(frozen=True, slots=True)
class LossAnswered:
    """What was answered for; `in_backup` is how far the newest backup holds what is gone, or 0."""

    first: int
    last: int
    by: str
    in_backup: int = 0


def loss_notes(journal: ProfileJournal) -> tuple[str, ...]:
    """What is to be said of each loss that the journal names; nothing where it can't be read."""
    with suppress(EnvironmentFault):
        return tuple(note_of(each) for each in losses_of(journal))
    return ()


def verified_with(
    journal: ProfileJournal,
    named: Sequence[Anchor],
    verify: Callable[[Sequence[Anchor]], Verification],
) -> Verification:
    """What `verify` finds with anchors that a person named, but for those that were answered for.

    These are left aside only where this computer remembers the journal's end, and something vouches
    for the answer and for what bears their numbers now: else whoever cuts the end off could add an
    answer as well.

    Raises:
        EnvironmentFault: the file can't be read at all.
    """
    found = verify(named)
    lost = _answered_for(journal, named) if found.bent else {}
    if not lost:
        return found
    others = verify([each for each in named if each not in lost])
    if others.bent is not None:
        return others
    if not _vouches(others, lost):
        return found
    notes = (_lost_note(*each) for each in lost.items())
    return replace(others, warnings=(*others.warnings, *notes))


def _answered_for(journal: ProfileJournal, named: Sequence[Anchor]) -> Mapping[Anchor, Loss]:
    """Those that fit no event of now, each with the loss; none where the journal can't be read."""
    lost: dict[Anchor, Loss] = {}
    with suppress(EnvironmentFault):
        for loss in losses_of(journal):
            for each in named:
                is_lost = loss.is_answered_for(each.sequence, each.hash)
                if is_lost and not _is_there(journal, each):
                    lost.setdefault(each, loss)
        return lost
    return {}


def _vouches(found: Verification, lost: Mapping[Anchor, Loss]) -> bool:
    answers = [loss.answered_in for loss in lost.values()]
    borne_now = [min(each.sequence, found.events) for each in lost]
    knows_end = any(each.startswith(f"{KEYSTORE}:") for each in found.anchors)
    return knows_end and found.vouched_to >= max(*answers, *borne_now)


def _is_there(journal: ProfileJournal, anchor: Anchor) -> bool:
    event = next(journal.read(after=anchor.sequence - 1), None) if anchor.sequence else None
    return event is not None and event.hash.startswith(anchor.hash)


def _lost_note(anchor: Anchor, loss: Loss) -> str:
    """Said in place of an alarm."""
    lost = f"event {anchor.sequence or loss.last}"
    return f"The {anchor.source} remembers {lost}, which is gone; {loss.by} answered for it."


class LossAccess:
    """The losses of one profile, for `journal answer-loss`."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def answer(self, by: str, pin: str, reason: str) -> LossAnswered:
        """Let a manager answer for the loss at the journal's end; once more finishes a cut-off one.

        Raises:
            OperatorMistake: The PIN is wrong, the person no manager, nothing is missing, another
                fault than the loss is there, or a desk runs.
            EnvironmentFault: A file or the keystore can't be read or written.

        """
        profile = self._profile
        told = profile.configuration
        anchors = anchors_of(profile.directory, told.installation, told.keys.place)
        with profile.locked():
            person = profile.operators().check_pin(by, pin)
            # A loss that no start has named yet is named by opening.
            with profile.open_journal() as journal:
                loss, lost = self._loss(journal, anchors.read())
                answer = answer_to(loss, person, reason, lost.hash)
                if not loss.answered_in:
                    journal.append(answer)
                anchors.write(self._end_of(journal))
        backups = (each.sequence for each in backup_anchors(profile))
        reach = max((each for each in backups if loss.first <= each <= loss.last), default=0)
        return LossAnswered(loss.first, loss.last, person.id, reach)

    def _loss(self, journal: SqliteJournal, kept: Anchor | None) -> tuple[Loss, Anchor]:
        bent = journal.verify(owner=self._profile.owner).bent
        if bent is None:
            message = f"{journal.path}: nothing is missing at the end of this journal."
            raise OperatorMistake(message, code="no_loss")
        for loss in losses_of(journal):
            if kept is not None and bent.sequence == loss.first <= kept.sequence <= loss.last:
                return loss, kept
        message = f"{journal.path}: {bent.message} Nobody can answer for that; nothing was changed."
        raise OperatorMistake(message, code="journal_bent")

    def _end_of(self, journal: SqliteJournal) -> Anchor:
        sequence, own_hash = journal.head()
        owner = self._profile.owner
        return Anchor(KEYSTORE, sequence, own_hash, owner.public_key, owner.installation)

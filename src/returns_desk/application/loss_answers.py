"""What a manager answers for: a loss at the journal's end that was named and can't be undone.

Owns the event and who may record it. What is gone stays gone and is told for ever; the answer says
who knows of it and why, so that the end can be remembered again. It must not judge what is gone.
"""

from dataclasses import dataclass, replace
from typing import Final

from returns_desk.application.approvers import has_authority
from returns_desk.application.archived_events import ReadableEvents, read_here
from returns_desk.application.missing_end import MISSING_END
from returns_desk.application.ports import Json, NewEvent, Operator
from returns_desk.domain.errors import OperatorMistake

LOSS_ANSWERED: Final = "journal_loss_answered"
"""A person answers for the loss that event `told_in` names; `hash` is that of its last event."""
LEAST_ROLE: Final = "manager"
LONGEST_REASON: Final = 400


@dataclass(frozen=True, slots=True)
class Loss:
    """Events `first` to `last` are gone, as event `told_in` says; `answered_in` 0 without answer.

    `by` is the operator who answered, `reason` in that person's own words; `last_hash` is what was
    remembered of the last event then.
    """

    first: int
    last: int
    told_in: int
    answered_in: int = 0
    by: str = ""
    reason: str = ""
    last_hash: str = ""

    def is_answered_for(self, sequence: int, hash_begins: str) -> bool:
        """Whether somebody answered for the event that is remembered so; `sequence` 0 if unknown.

        Of the last event the hash is known, so what is remembered otherwise is another event.
        """
        if not self.answered_in:
            return False
        if sequence in {0, self.last}:
            return self.last_hash.startswith(hash_begins)
        return self.first <= sequence < self.last


def losses_of(journal: ReadableEvents) -> tuple[Loss, ...]:
    """Every loss that the journal names, oldest first, with the first answer to it.

    Raises:
        EnvironmentFault: the journal can't be read.
    """
    losses: dict[int, Loss] = {}
    for event in read_here(journal, types=(MISSING_END, LOSS_ANSWERED)):
        told = event.payload
        if event.type == MISSING_END:
            first, last = int(str(told["first"])), int(str(told["last"]))
            losses[event.sequence] = Loss(first, last, event.sequence)
            continue
        loss = losses.get(int(str(told["told_in"])))
        if loss is not None and not loss.answered_in:
            losses[loss.told_in] = replace(
                loss,
                answered_in=event.sequence,
                by=event.operator or "",
                reason=str(told["reason"]),
                last_hash=str(told["hash"]),
            )
    return tuple(losses.values())


def answer_to(loss: Loss, person: Operator, reason: str, lost_hash: str) -> NewEvent:
    """The answer for a loss; `lost_hash` is what is still remembered of its last event.

    Raises:
        OperatorMistake: the person has no authority for it, or gives no reason or too long a one.
    """
    if not has_authority(person.role, LEAST_ROLE):
        message = f"{person.name} can't answer for this. It takes a manager."
        raise OperatorMistake(message, code="no_authority")
    told = " ".join(reason.split())
    if not told or len(told) > LONGEST_REASON:
        message = f"Give a reason, in up to {LONGEST_REASON} characters: what happened, who knows?"
        raise OperatorMistake(message, code="no_reason")
    payload: dict[str, Json] = {
        "told_in": loss.told_in,
        "last": loss.last,
        "hash": lost_hash,
        "reason": told,
    }
    return NewEvent(LOSS_ANSWERED, payload, operator=person.id)


def note_of(loss: Loss) -> str:
    """One sentence about a loss for who verifies the journal."""
    gone = f"Events {loss.first} to {loss.last} were recorded once and are gone"
    if loss.first == loss.last:
        gone = f"Event {loss.first} was recorded once and is gone"
    if not loss.answered_in:
        return (
            f"{gone}: where no backup brings them back, a manager can answer for it with "
            "'returns-desk journal answer-loss'."
        )
    end = "" if loss.reason.endswith((".", "!", "?")) else "."
    return f"{gone}; {loss.by} answered for it in event {loss.answered_in}: {loss.reason}{end}"

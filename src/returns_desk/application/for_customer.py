"""What the customer's own display needs of the counter besides its snapshots.

Owns the customer's answer to how it went, and the public reasons in the reader's language. It
must not change a case, and nothing that only staff may read goes through it.
"""

from typing import Final

from returns_desk.application.ports import Event, NewEvent
from returns_desk.application.services import DeskServices
from returns_desk.domain.board import Finding
from returns_desk.domain.errors import ensure
from returns_desk.domain.policy import Rule

FEEDBACK_GIVEN: Final = "feedback_given"
"""Event of a case: `answer` is one of FEEDBACK. Version 1; no personal data."""
FEEDBACK: Final = ("good", "so_so", "bad")

_ENDED: Final = frozenset({"case_completed", "case_left"})


class ForCustomer:
    """The counter as the customer's display sees it; one worker thread drives `give_feedback`."""

    def __init__(self, services: DeskServices) -> None:
        """Look at the counter's own services."""
        self._services = services

    def give_feedback(self, case_id: str, answer: str) -> None:
        """Note how it went, once for a case that has ended; anything else is let go.

        Raises:
            EnvironmentFault: the journal can't be written.
        """
        ensure(answer in FEEDBACK, "an answer that the display offers")
        journal = self._services.journal
        told = tuple(journal.read(case_id=case_id))
        if _takes_feedback(told) and self._services.clock.now() >= told[-1].at:
            journal.append(NewEvent(FEEDBACK_GIVEN, {"answer": answer}, case_id))

    def public_text(self, finding: Finding, language: str) -> str:
        """What a pack tells everyone of a finding, in that language; empty where it is for staff.

        Answers at once, in any thread.
        """
        if not finding.public:
            return ""
        packs = self._services.policies.policy().packs
        said = (each for pack in packs for each in pack.rules if _says(each, finding))
        return next((each.text.get(language, finding.text) for each in said), "")


def _says(rule: Rule, finding: Finding) -> bool:
    """Whether the finding is this rule's; packs of several dates may name rules alike."""
    is_same = (rule.id, rule.layer) == (finding.rule, finding.layer)
    return is_same and finding.text in rule.text.values()


def _takes_feedback(told: tuple[Event, ...]) -> bool:
    types = {event.type for event in told}
    return bool(types & _ENDED) and FEEDBACK_GIVEN not in types

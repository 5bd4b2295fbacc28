"""Who looks at the review: signing in at the manager's window, and leaving it.

Owns which roles may enter, and that every entry and every failed try is in the journal. What is
seen there is decided page by page. A secret never enters an event.
"""

from typing import Final

from returns_desk.application.ports import Journal, NewEvent, Operator, Operators
from returns_desk.application.signing_in import is_badge
from returns_desk.domain.errors import OperatorMistake

ENTERED: Final = "review_entered"
LEFT: Final = "review_left"
MAY_ENTER: Final = ("supervisor", "manager", "regional", "it")


class ManagerDoor:
    """The way into the review of one profile. Every call belongs to the journal's one worker."""

    def __init__(self, operators: Operators, journal: Journal) -> None:
        """Ask these people, and write into this journal."""
        self._operators, self._journal = operators, journal

    def people(self) -> tuple[Operator, ...]:
        """Everyone who may enter, by name."""
        return tuple(each for each in self._operators.all() if each.role in MAY_ENTER)

    def enter(self, secret: str, operator_id: str | None = None) -> Operator:
        """Let a person in by badge, or by the PIN of the person chosen.

        Raises:
            OperatorMistake: `choose_operator_first`, `unknown_badge`, `review_role_too_low`, or
                what the PIN's check says.
        """
        is_scanned = is_badge(secret)
        return self._entered(
            self._by_badge(secret) if is_scanned else self._by_pin(secret, operator_id)
        )

    def let_in(self, operator_id: str) -> Operator:
        """Let in who is signed in at the desk.

        Raises:
            OperatorMistake: `review_role_too_low`, or nobody of that id is there any more.
        """
        for person in self._operators.all():
            if person.id == operator_id:
                return self._entered(person)
        raise OperatorMistake("Choose a name from the list.", code="unknown_operator")

    def leave(self, person: Operator) -> None:
        """Note that the person looks no more."""
        self._journal.append(NewEvent(LEFT, {}, operator=person.id))

    def _entered(self, person: Operator) -> Operator:
        if person.role not in MAY_ENTER:
            message = "The review is for supervisors, managers and IT."
            raise OperatorMistake(message, code="review_role_too_low")
        self._journal.append(NewEvent(ENTERED, {"role": person.role}, operator=person.id))
        return person

    def _by_badge(self, badge: str) -> Operator:
        person = self._operators.check_badge(badge)
        if person is None:
            self._journal.append(NewEvent("sign_in_failed", {}))
            message = "This badge is not known here. Choose your name and type your PIN."
            raise OperatorMistake(message, code="unknown_badge")
        return person

    def _by_pin(self, pin: str, operator_id: str | None) -> Operator:
        if operator_id is None:
            raise OperatorMistake("Choose your name first.", code="choose_operator_first")
        try:
            return self._operators.check_pin(operator_id, pin)
        except OperatorMistake:
            self._journal.append(NewEvent("sign_in_failed", {}, operator=operator_id))
            raise

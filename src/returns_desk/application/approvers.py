"""Who may decide on an option, and with which reasons; pure.

Nobody decides on their own request: neither the case's clerk nor who noted the request. Nobody
decides on their own purchase either, nor on that of who shares their customer number.
"""

from collections.abc import Iterable

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.ports import Operator
from returns_desk.domain.board import Option
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale

_ROLES = ("clerk", "supervisor", "manager", "regional")
"""From least authority to most; IT has none over money."""

APPROVAL_REASONS = ("fair_to_customer", "our_mistake", "seen_by_me", "rule_does_not_fit")
OTHER_CARD_REASONS = ("same_person_seen", *APPROVAL_REASONS)
DECLINE_REASONS = ("alternative_suits_better", "not_allowed_to_us", "goods_differ_from_claim")


def approval_reasons(option_id: str) -> tuple[str, ...]:
    """Reason codes for allowing the option; the first is used where none was chosen."""
    return OTHER_CARD_REASONS if option_id == "refund/other_card" else APPROVAL_REASONS


def role_for(option: Option) -> str:
    """The least role that may allow the option."""
    return option.approval_role or "manager"


def has_authority(role: str, needed: str) -> bool:
    """True where the role is the needed one or above it; an unknown need means the highest."""
    if role not in _ROLES:
        return False
    highest = len(_ROLES) - 1
    return _ROLES.index(role) >= (_ROLES.index(needed) if needed in _ROLES else highest)


def is_own_purchase(person: Operator, sales: Iterable[Sale]) -> bool:
    """True where the person, or who shares their customer number, bought any of it."""
    return person.customer is not None and any(x.customer == person.customer for x in sales)


def refuse_own_purchase(person: Operator, sales: Iterable[Sale]) -> None:
    """Let pass whoever has no part in the purchase.

    Raises:
        OperatorMistake: `own_purchase`.
    """
    if is_own_purchase(person, sales):
        message = "This was bought with your own customer number. A colleague serves it."
        raise OperatorMistake(message, code="own_purchase")


def eligible_approvers(
    people: Iterable[Operator], record: CaseRecord, option: Option, sales: Iterable[Sale]
) -> tuple[Operator, ...]:
    """Everyone who may decide on the option in this case; `sales` are those of the case."""
    bought = tuple(sales)
    own = {record.clerk, record.requester_of(option.id)}
    return tuple(
        person
        for person in people
        if person.id not in own
        and has_authority(person.role, role_for(option))
        and not is_own_purchase(person, bought)
    )

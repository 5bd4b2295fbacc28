"""Who may change whom among the people of the shop; pure.

Managers look after clerks and supervisors and after their own name, PIN and badges; regional
managers and IT after everybody. Nobody changes their own role, and nobody takes their own right to
sign in away. Who works at the command line has this computer's account and is asked nothing more.
"""

from collections.abc import Iterable
from typing import Final

from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake

ROLES: Final = ("clerk", "supervisor", "manager", "regional", "it")
_UNDER_MANAGERS: Final = frozenset({"clerk", "supervisor"})
_OVER_ALL: Final = frozenset({"regional", "it"})


def may_manage(by: Operator | None) -> bool:
    """Whether that person may change anybody at all; None is the command line."""
    return by is None or by.role in _OVER_ALL | {"manager"}


def roles_given_by(by: Operator | None) -> tuple[str, ...]:
    """The roles that this person may give to others."""
    if by is None or by.role in _OVER_ALL:
        return ROLES
    return tuple(role for role in ROLES if role in _UNDER_MANAGERS and by.role == "manager")


def may_change(by: Operator | None, person: Operator) -> bool:
    """Whether that person's name, PIN and badges are `by`'s to change."""
    is_own = by is not None and by.id == person.id
    return may_manage(by) and (is_own or person.role in roles_given_by(by))


def check_change(by: Operator | None, person: Operator, role: str = "") -> None:
    """Refuse a change that is somebody else's to make; `role` is what they would become.

    Raises:
        OperatorMistake: `staff_not_yours` or `own_role`.
    """
    is_new_role = bool(role) and role != person.role
    if by is not None and by.id == person.id and is_new_role:
        message = "Nobody changes their own role. Somebody else who manages people does it."
        raise OperatorMistake(message, code="own_role")
    if not may_change(by, person) or (is_new_role and role not in roles_given_by(by)):
        raise _not_yours(by)


def check_new(by: Operator | None, role: str) -> None:
    """Refuse to add somebody whose role `by` can't give.

    Raises:
        OperatorMistake: `staff_not_yours`.
    """
    if role in ROLES and role not in roles_given_by(by):
        raise _not_yours(by)


def check_disable(by: Operator | None, person: Operator) -> None:
    """Refuse to take the right to sign in from oneself, or from whom somebody else looks after.

    Raises:
        OperatorMistake: `staff_not_yours` or `own_sign_in`.
    """
    check_change(by, person)
    if by is not None and by.id == person.id:
        message = "Nobody ends their own sign-in. Somebody else who manages people does it."
        raise OperatorMistake(message, code="own_sign_in")


def manages_people(people: Iterable[Operator]) -> tuple[Operator, ...]:
    """Those of them who may change others."""
    return tuple(each for each in people if may_manage(each))


def _not_yours(by: Operator | None) -> OperatorMistake:
    if may_manage(by):
        message = "Managers look after clerks and supervisors. A regional manager or IT does this."
    else:
        message = "People are changed by a manager, a regional manager or IT."
    return OperatorMistake(message, code="staff_not_yours")

"""What the page of the shop's people shows: contents and their sentences.

Knows no Qt and asks nobody. Who may change whom comes from the use case's rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.first_start import MISTAKES
from returns_desk.application.sentences import N_
from returns_desk.application.staff_rights import may_change, roles_given_by
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.texts import ROLES
from returns_desk.ui.manager.operators_shapes import (
    BadgeRow,
    BadgeShown,
    FieldRow,
    OperatorsContent,
    PersonRow,
)

if TYPE_CHECKING:
    from returns_desk.application.goodwill_budget import GoodwillBudget
    from returns_desk.application.ports import Operator
    from returns_desk.application.staff import BadgeState, NewBadge, StaffMember
    from returns_desk.ui.kit.wording import Words

NEW: Final = "+"
"""What is marked while a new person is written down; no id has it."""
NAME, CUSTOMER, PIN, PIN_AGAIN = "name", "customer", "pin", "pin_again"

OPERATOR_MISTAKES: Final = {
    **{code: MISTAKES[code] for code in MISTAKES if code.startswith("pin")},
    "no_name": MISTAKES["no_person"],
    "too_long": MISTAKES["too_long"],
    "last_manager": N_("This is the last manager. Add another manager first."),
}
"""Sentences of what the people's store refuses, by code."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and touched of one person, and not saved yet."""

    name: str = ""
    role: str = "clerk"
    customer: str = ""
    pin: str = ""
    pin_again: str = ""

    def with_field(self, field_name: str, value: str) -> Draft:
        """The same with another value of one field."""
        if field_name == NAME:
            return replace(self, name=value)
        if field_name == CUSTOMER:
            return replace(self, customer=value)
        return replace(self, pin=value) if field_name == PIN else replace(self, pin_again=value)


@dataclass(frozen=True, slots=True)
class OperatorsState:
    """What the page knows. `badge` was just made and is shown until the page turns."""

    members: tuple[StaffMember, ...] = ()
    chosen: str = ""
    draft: Draft = field(default_factory=Draft)
    mistakes: tuple[tuple[str, str], ...] = ()
    """Codes of OPERATOR_MISTAKES by field."""
    budget: GoodwillBudget | None = None
    currency: str = ""
    badge: NewBadge | None = None
    can_print: bool = False

    @property
    def member(self) -> StaffMember | None:
        """Who is marked; None while a new person is written down, or nobody is."""
        return next((each for each in self.members if each.person.id == self.chosen), None)


def operators_content(words: Words, state: OperatorsState, by: Operator) -> OperatorsContent:
    """The page as it is now, for whoever looks."""
    content = OperatorsContent(
        add_text=words.text("Add a person"),
        people=tuple(_row(words, each, state.chosen) for each in state.members),
    )
    if state.chosen == NEW:
        return _new(words, state, by, content)
    member = state.member
    if member is None:
        line = words.text("Touch a name to change something, or add a person.")
        return replace(content, title=words.text("The people of this shop"), lines=(line,))
    if not may_change(by, member.person):
        line = words.text("A regional manager or IT changes this person.")
        return replace(content, title=member.person.name, lines=(line,))
    return _known(words, state, member, by, content)


def _row(words: Words, member: StaffMember, chosen: str) -> PersonRow:
    person = member.person
    role = words.text(ROLES.get(person.role, person.role))
    if member.is_disabled:
        role = words.text("{role}, signs in no more", role=role)
    return PersonRow(person.id, person.name, role, person.id == chosen)


def _new(
    words: Words, state: OperatorsState, by: Operator, content: OperatorsContent
) -> OperatorsContent:
    return replace(
        content,
        title=words.text("A new person"),
        fields=_identity(words, state),
        role_heading=words.text("What they do"),
        roles=_roles(words, state, roles_given_by(by)),
        pin_line=words.text("The person types the PIN, twice; nobody else needs to know it."),
        pin_fields=_pins(words, state),
        save_text=words.text("Add this person"),
    )


def _known(
    words: Words,
    state: OperatorsState,
    member: StaffMember,
    by: Operator,
    content: OperatorsContent,
) -> OperatorsContent:
    person = member.person
    is_own = person.id == by.id
    content = replace(
        content,
        title=person.name,
        lines=_budget_lines(words, state),
        fields=_identity(words, state),
        role_heading="" if is_own else words.text("What they do"),
        roles=() if is_own else _roles(words, state, roles_given_by(by)),
        save_text=words.text("Save"),
        pin_title=words.text("Another PIN"),
        pin_line=words.text("The person types the PIN, twice; nobody else needs to know it."),
        pin_fields=_pins(words, state),
        pin_text=words.text("Take the new PIN"),
        badges_title=words.text("Badges"),
        badges=tuple(_badge(words, each) for each in member.badges_in_use),
        badge_text=words.text("Make a badge"),
        badge=_shown(words, state),
    )
    if is_own:
        return content
    again, no_more = words.text("May sign in again"), words.text("May sign in no more")
    return replace(content, sign_in_text=again if member.is_disabled else no_more)


def _identity(words: Words, state: OperatorsState) -> tuple[FieldRow, ...]:
    name = words.text("Name that colleagues see")
    customer = words.text("Their own customer number, if they shop here")
    return (
        FieldRow(NAME, name, state.draft.name, mistake=_said(words, state, NAME)),
        FieldRow(CUSTOMER, customer, state.draft.customer, mistake=_said(words, state, CUSTOMER)),
    )


def _pins(words: Words, state: OperatorsState) -> tuple[FieldRow, ...]:
    return (
        FieldRow(
            PIN,
            words.text("PIN"),
            state.draft.pin,
            words.text("Six digits or more"),
            _said(words, state, PIN),
            is_secret=True,
        ),
        FieldRow(
            PIN_AGAIN,
            words.text("PIN again"),
            state.draft.pin_again,
            "",
            _said(words, state, PIN_AGAIN),
            is_secret=True,
        ),
    )


def _said(words: Words, state: OperatorsState, name: str) -> str:
    code = dict(state.mistakes).get(name, "")
    return words.text(OPERATOR_MISTAKES[code]) if code else ""


def _roles(words: Words, state: OperatorsState, roles: tuple[str, ...]) -> tuple[ChipContent, ...]:
    return tuple(
        ChipContent(role, words.text(ROLES[role]), on=role == state.draft.role) for role in roles
    )


def _badge(words: Words, badge: BadgeState) -> BadgeRow:
    day = words.day(badge.issued_at.date())
    text = words.text("{mark}, made {day}", mark=badge.mark, day=day)
    action = words.text("Revoke")
    return BadgeRow(badge.mark, text, action, f"{action}: {text}")


def _shown(words: Words, state: OperatorsState) -> BadgeShown | None:
    if state.badge is None:
        return None
    return BadgeShown(
        line=words.text("Shown once. Print it or scan it now; it is kept nowhere."),
        text=state.badge.text,
        print_text=words.text("Print the badge") if state.can_print else "",
        done_text=words.text("Done with it"),
    )


def _budget_lines(words: Words, state: OperatorsState) -> tuple[str, ...]:
    budget = state.budget
    if budget is None:
        return ()
    given = words.money(budget.given, state.currency)
    limit = words.money(budget.limit, state.currency)
    if budget.days is None:
        return (
            words.text(
                "Goodwill without a second person: {given} given, up to {limit} in all.",
                given=given,
                limit=limit,
            ),
        )
    return (
        words.plural(
            "Goodwill without a second person: {given} given, up to {limit} in {count} day.",
            "Goodwill without a second person: {given} given, up to {limit} in {count} days.",
            budget.days,
            given=given,
            limit=limit,
        ),
    )

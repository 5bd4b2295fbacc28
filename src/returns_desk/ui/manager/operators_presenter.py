"""The page of the shop's people: who is there, and what is changed of them.

Owns what is typed until it is saved. Plain Python; who may change whom is the use case's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from returns_desk.application.first_start import operator_ids
from returns_desk.application.sentences import N_
from returns_desk.application.staff import StaffEntry
from returns_desk.domain.errors import OperatorMistake
from returns_desk.ui.manager.operators_contents import (
    NAME,
    OPERATOR_MISTAKES,
    PIN,
    PIN_AGAIN,
    Draft,
    OperatorsState,
    operators_content,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.goodwill_budget import GoodwillBudget
    from returns_desk.application.ports import Operator
    from returns_desk.application.staff import NewBadge, StaffMember
    from returns_desk.application.staff_changes import StaffChanges
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.manager.frame import Frame
    from returns_desk.ui.manager.operators_shapes import OperatorsContent

_FIELD_OF = {"pins_differ": PIN_AGAIN, "no_name": NAME, "too_long": NAME}
"""Where a mistake is mended; all others are the PIN's."""


class OperatorsView(Protocol):
    """The page, as its presenter sees it."""

    def show_content(self, content: OperatorsContent) -> None:
        """Show the page."""
        ...


@dataclass(frozen=True, slots=True)
class StaffTools:
    """What the page works with; all of it belongs to the counter's worker but `can_print`."""

    changes: Callable[[Operator], StaffChanges]
    budget: Callable[[Operator], GoodwillBudget | None]
    print_badge: Callable[[str, str, str], None]
    can_print: Callable[[], bool]
    currency: str


class OperatorsPresenter:
    """Lists people and changes one of them at a time."""

    def __init__(self, view: OperatorsView, frame: Frame, tools: StaffTools) -> None:
        """Begin with nobody marked."""
        self._view, self._frame, self._tools = view, frame, tools
        self._state = OperatorsState(currency=tools.currency)
        self._is_open = False

    # --- what the shell does

    def opened(self, argument: str) -> None:
        """It comes in sight; `argument` may be a person's id."""
        self._state = OperatorsState(currency=self._tools.currency, chosen=argument)
        self._is_open = True
        self._read()

    def refreshed(self) -> None:
        """Show it as it is now; what was typed stays."""
        self._read()

    def closed(self) -> None:
        """Forget what was typed, and the badge that was made."""
        self._is_open = False
        self._state = OperatorsState(currency=self._tools.currency)

    def back(self) -> bool:
        """Mark nobody; False where nobody is marked."""
        if not self._state.chosen:
            return False
        self._mark("")
        return True

    # --- what is touched and typed

    def chosen(self, code: str) -> None:
        """Mark a person, or begin a new one."""
        self._mark(code)

    def edited(self, field_name: str, value: str) -> None:
        """Something was typed; nothing is shown anew, so that nothing moves under the fingers."""
        self._state = replace(self._state, draft=self._state.draft.with_field(field_name, value))

    def role_chosen(self, role: str) -> None:
        """Mark what the person does."""
        self._state = replace(self._state, draft=replace(self._state.draft, role=role))
        self._show()

    def saved(self) -> None:
        """Add the new person, or save what is known of the one marked."""
        draft, member = self._state.draft, self._state.member
        entry = StaffEntry(draft.name, draft.role, draft.customer)
        if member is not None:
            name = draft.name.strip() or member.person.name
            sentence = self._words_for(N_("Saved: {name}."), name)
            self._do(lambda changes: changes.change(member.person.id, entry), sentence)
        elif not self._pins_differ():
            self._add(entry, draft.pin)

    def pin_taken(self) -> None:
        """Give the person marked the PIN that was typed twice."""
        member = self._state.member
        if member is None or self._pins_differ():
            return
        pin = self._state.draft.pin
        sentence = self._words_for(N_("{name} signs in with the new PIN from now on."), member)
        self._do(lambda changes: changes.set_pin(member.person.id, pin), sentence, forgets_pin=True)

    def sign_in_turned(self) -> None:
        """Let the person marked sign in no more, or again."""
        member = self._state.member
        if member is None:
            return
        if member.is_disabled:
            sentence = self._words_for(N_("{name} may sign in again."), member)
            self._do(lambda changes: changes.enable(member.person.id), sentence)
        else:
            sentence = self._words_for(
                N_("{name} may sign in no more. The same button takes it back."), member
            )
            self._do(lambda changes: changes.disable(member.person.id), sentence)

    def badge_wanted(self) -> None:
        """Make a badge and show it."""
        member = self._state.member
        if member is not None:
            job = partial(self._changes().issue_badge, member.person.id)
            self._frame.writes.run(job, self._badge_made, self._refused)

    def badge_revoked(self, mark: str) -> None:
        """Make a badge worthless."""
        member = self._state.member
        if member is not None:
            sentence = self._frame.words().text("The badge {mark} opens nothing now.", mark=mark)
            self._do(lambda changes: changes.revoke_badges(member.person.id, mark), sentence)

    def badge_printed(self) -> None:
        """Print the badge that is shown."""
        member, badge = self._state.member, self._state.badge
        if member is not None and badge is not None:
            language = self._frame.words().language
            job = partial(self._tools.print_badge, badge.text, member.person.name, language)
            said = self._frame.words().text("The badge is with the printer.")
            self._frame.writes.run(job, lambda _: self._frame.say(said), self._frame.failed)

    def badge_done(self) -> None:
        """Show the badge no more."""
        self._state = replace(self._state, badge=None)
        self._show()

    # --- how it is done

    def _add(self, entry: StaffEntry, pin: str) -> None:
        taken = {each.person.id for each in self._state.members}
        operator_id = _free_id(entry.name, taken)
        sentence = self._words_for(N_("{name} may sign in now."), entry.name.strip())
        self._do(lambda changes: changes.add(operator_id, entry, pin), sentence, then=operator_id)

    def _do(
        self,
        act: Callable[[StaffChanges], object],
        sentence: str,
        *,
        forgets_pin: bool = False,
        then: str = "",
    ) -> None:
        def done(_: object) -> None:
            draft = self._state.draft
            if forgets_pin:
                draft = replace(draft, pin="", pin_again="")
            self._state = replace(
                self._state, mistakes=(), draft=draft, chosen=then or self._state.chosen
            )
            if then:
                self._state = replace(self._state, draft=replace(draft, pin="", pin_again=""))
            self._frame.say(sentence)
            self._frame.written()

        changes = self._changes()
        self._frame.writes.run(lambda: act(changes), done, self._refused)

    def _changes(self) -> StaffChanges:
        return self._tools.changes(self._frame.person())

    def _badge_made(self, badge: NewBadge) -> None:
        self._state = replace(self._state, badge=badge)
        self._frame.written()

    def _refused(self, error: ReturnsError) -> None:
        if isinstance(error, OperatorMistake) and error.code in OPERATOR_MISTAKES:
            if error.code == "last_manager":
                words = self._frame.words()
                self._frame.say(words.text(OPERATOR_MISTAKES[error.code]), "attention")
                return
            place = _FIELD_OF.get(error.code, PIN)
            self._state = replace(self._state, mistakes=((place, error.code),))
            self._show()
            return
        self._frame.failed(error)

    def _pins_differ(self) -> bool:
        draft = self._state.draft
        differ = draft.pin != draft.pin_again
        if differ:
            self._state = replace(self._state, mistakes=((PIN_AGAIN, "pins_differ"),))
            self._show()
        return differ

    def _mark(self, code: str) -> None:
        self._state = replace(
            self._state, chosen=code, draft=Draft(), mistakes=(), budget=None, badge=None
        )
        member = self._state.member
        if member is not None:
            self._state = replace(self._state, draft=_draft_of(member))
            self._ask_budget(member.person)
        self._show()

    def _ask_budget(self, person: Operator) -> None:
        job = partial(self._tools.budget, person)
        self._frame.writes.run(job, self._budget_told, self._frame.failed, topic="budget")

    def _budget_told(self, budget: GoodwillBudget | None) -> None:
        self._state = replace(self._state, budget=budget)
        self._show()

    def _read(self) -> None:
        self._frame.writes.run(
            self._changes().everyone, self._members_told, self._frame.failed, topic="people"
        )

    def _members_told(self, members: tuple[StaffMember, ...]) -> None:
        was_known = self._state.member is not None
        self._state = replace(self._state, members=members)
        member = self._state.member
        if member is not None and not was_known:
            self._mark(member.person.id)
        self._show()

    def _show(self) -> None:
        """Show it, unless the answer came after the page was left."""
        if not self._is_open:
            return
        state = replace(self._state, can_print=self._tools.can_print())
        self._view.show_content(operators_content(self._frame.words(), state, self._frame.person()))

    def _words_for(self, sentence: str, who: StaffMember | str) -> str:
        name = who if isinstance(who, str) else who.person.name
        return self._frame.words().text(sentence, name=name)


def _draft_of(member: StaffMember) -> Draft:
    person = member.person
    return Draft(person.name, person.role, person.customer or "")


def _free_id(name: str, taken: set[str]) -> str:
    """An id of the name that nobody has."""
    names = [name]
    while (made := operator_ids(names)[-1]) in taken:
        names.append(name)
    return made

"""The use cases on the real engine, the shipped packs and a real journal file.

Random walks look for what nobody thought of: whatever is pressed, the journal tells the same case
as the counter shows, and no tender gives back more than it took.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.journal.journal_kit import open_journal
from builders import PLUMS, SHELF, line, plums, sale, tender
from counters import Counter, signed_in
from fakes import CLERK, MANAGER_PIN, FakePolicies, FakeSales, badge_of
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.policies.policy_files import load_policy
from returns_desk.application.board_document import board_document
from returns_desk.application.boards import known_sale
from returns_desk.application.case_fold import record_of
from returns_desk.application.closing import LEAVE_REASONS
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Prompt, Stage
from returns_desk.application.paying import LEG_FAILURES
from returns_desk.application.stages import COMMANDS
from returns_desk.domain.board import CATALOGUE, FactValue
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.engine import propose_board
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Policy
from returns_desk.domain.sale import Sale, TenderType

ACQUIRERS = ("strict", "permissive")
MIXED = "3141-03-20261118-0100"


def mixed_sale() -> Sale:
    """Several lines, one of them by weight, paid by card and in cash."""
    lines = [
        line(1, sku="LAMP", gtin="4006381333931", quantity=Decimal(3), paid=2000, tax=128),
        line(2, sku="CABLE", gtin=None, quantity=Decimal("2.5"), unit="m", paid=999, tax=63),
    ]
    cash = tender(2, type=TenderType.CASH, amount=2000, change=1, scheme=None, last4=None)
    return sale(MIXED, lines, [tender(1, amount=1000), cash])


def policy_of(project_root: Path, acquirer: str) -> Policy:
    packs = project_root / "resources" / "policies"
    files = [packs / "shop" / "demo.toml", packs / "acquirer" / f"{acquirer}.toml"]
    return load_policy(packs, files=files).policy_for("USD")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    opened = open_journal(tmp_path)
    yield opened
    opened.close()


def real_counter(policy: Policy, journal: SqliteJournal) -> Counter:
    return Counter(
        sales=FakeSales([sale(), plums(), mixed_sale()]),
        policies=FakePolicies(policy),
        propose=propose_board,
        document=board_document,
        prices={"PLUM": 60},
        written=journal,
    )


def blocking(state: DeskState) -> str | None:
    """The question that the last notice names."""
    is_open = state.notice is not None and state.notice.code == "answer_first"
    return str(state.notice.fields["fact"]) if state.notice and is_open else None


@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_story_1_the_shelf_goes_to_the_other_card_in_six_actions(
    project_root: Path, journal: SqliteJournal, acquirer: str
) -> None:
    desk = signed_in(real_counter(policy_of(project_root, acquirer), journal))
    answers: dict[str, FactValue] = {
        "other_card.same_customer": True,
        "condition:0": "unopened",
    }
    actions = 2
    desk.scan(SHELF)
    state = desk.ask_for("refund/other_card")
    while fact := blocking(state):
        actions += 1
        desk.answer(fact, answers[fact])
        state = desk.choose("refund/other_card")
    if state.stage is Stage.APPROVAL:
        actions += 1
        desk.scan(MANAGER_PIN)

    desk.confirm()
    done = desk.scan("004512")

    assert done.stage is Stage.SLIP
    assert actions + 2 <= 6
    assert journal.verify().bent is None


def test_story_4_the_plums_are_exchanged_in_two_actions_and_the_books_know(
    project_root: Path, journal: SqliteJournal
) -> None:
    desk = signed_in(real_counter(policy_of(project_root, "strict"), journal))
    desk.scan(PLUMS)

    desk.choose("even_exchange/none")
    done = desk.confirm()

    assert done.case is not None
    assert done.case.slip is not None
    slip = done.case.slip
    said = [(x.text, x.value) for x in slip.lines[3:] if x.value != slip.anchor]
    assert "70" not in repr(said)
    chosen = next(journal.read(types=("option_chosen",)))
    assert chosen.payload["absorbed"] == 70


# --- random walks -------------------------------------------------------------------------------


Move = tuple[str, Callable[[], DeskState]]


def moves(dice: random.Random, desk: Desk) -> list[Move]:
    """What a hand on the counter can do in this stage, with arguments that are mostly sensible."""
    state = desk.state()
    receipt, number = dice.choice([(SHELF, 1), (PLUMS, 1), (MIXED, 1), (MIXED, 2)])
    offered = list(state.case.numbers) if state.case else []
    option = dice.choice(offered or CATALOGUE) if dice.random() < 0.8 else dice.choice(CATALOGUE)
    questions = state.case.board.questions if state.case else ()
    question = dice.choice(questions) if questions else None
    leg = dice.choice([1, 1, 1, 2, 2, 3])
    every: list[Move] = [
        ("scan", lambda: desk.scan(dice.choice([SHELF, PLUMS, MIXED, "LAMP", "nothing"]))),
        ("approve", lambda: desk.scan(dice.choice([badge_of(CLERK), MANAGER_PIN]))),
        ("set_quantity", lambda: desk.set_quantity(receipt, number, Decimal(dice.choice("012")))),
        ("set_reason", lambda: desk.set_reason(receipt, number, dice.choice([None, *Reason]))),
        ("set_condition", lambda: desk.set_condition(receipt, number, Condition.UNOPENED)),
        ("ask_for", lambda: desk.ask_for(option)),
        ("begin_approval", desk.begin_approval),
        ("call_manager", desk.call_manager),
        ("decline", lambda: desk.decline(MANAGER_PIN, option)),
        ("fail_leg", lambda: desk.fail_leg(leg, dice.choice(LEG_FAILURES))),
        ("settle_leg", lambda: desk.settle_leg(leg, happened=dice.choice([True, False]))),
        ("change_rest", desk.change_rest),
        ("back", desk.back),
        ("lock", desk.lock),
        ("next_customer", desk.next_customer),
    ]
    every += [("choose", lambda: desk.choose(option)), ("confirm", desk.confirm)] * 3
    every += [("book_leg", lambda: desk.book_leg(leg, "004512"))] * 6
    every += [("approve", lambda: desk.approve(MANAGER_PIN))] * 3
    if question is not None:
        answer = dice.choice(question.answers)
        every += [("answer", lambda: desk.answer(question.fact, answer))] * 3
    if dice.random() < 0.05:
        every = [("leave", lambda: desk.leave(dice.choice(LEAVE_REASONS)))]
    if state.open_cases:
        every += [("resume_case", lambda: desk.resume_case(state.open_cases[0].case_id))] * 2
    return [move for move in every if state.stage in COMMANDS[move[0]]] or [("idle", desk.idle)]


def check(state: DeskState, counter: Counter) -> None:
    """What holds after every command."""
    services = counter.services()
    for receipt in (SHELF, PLUMS, MIXED):
        sold = counter.sales.receipt(receipt)
        seen = known_sale(services, receipt)
        assert sold is not None
        assert seen is not None
        for before, after in zip(sold.tenders, seen.tenders, strict=True):
            assert after.refunded <= before.refundable_amount
    offered = {each.case_id for each in state.open_cases}
    assert offered <= set(services.journal.open_cases())
    if state.case is not None:
        record = record_of(services.journal.read(case_id=state.case.case_id))
        assert record.numbers == state.case.numbers
        assert record.digest == state.case.digest
        assert len(set(state.case.numbers.values())) == len(state.case.numbers)
        assert state.prompt is not Prompt.OPERATOR


@pytest.mark.parametrize("acquirer", ACQUIRERS)
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_pressed_the_journal_tells_what_the_counter_shows(
    project_root: Path, journal: SqliteJournal, acquirer: str, seed: int
) -> None:
    counter = real_counter(policy_of(project_root, acquirer), journal)
    dice = random.Random(seed)  # noqa: S311 -- a walk to repeat, not a secret
    desk = signed_in(counter)

    for step in range(80):
        if step % 40 == 39:
            desk = signed_in(counter)
            desk.resume()
        with suppress(OperatorMistake):
            dice.choice(moves(dice, desk))[1]()
        state = desk.state()
        if state.stage is Stage.SIGNED_OUT:
            state = desk.scan(badge_of(CLERK))
        check(state, counter)

    assert journal.verify().bent is None

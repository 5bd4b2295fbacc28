"""Confirmation: what was marked becomes decision and plan, once its lines stand at the hub.

Owns that nothing is fixed on what is not true any more: receipts are read once more, the hub is
asked, and where either changes the option the new board is shown instead.
"""

from returns_desk.application.asking import say_answer_first
from returns_desk.application.boards import escalate, known_sale, refresh_board
from returns_desk.application.claiming_at_hub import claim_planned, others_of, say_taken
from returns_desk.application.claims_at_hub import ClaimStatus, OtherClaim
from returns_desk.application.desk_state import Tone
from returns_desk.application.goodwill_budget import goodwill_document
from returns_desk.application.new_goods_plan import sums_of, with_new_goods
from returns_desk.application.paying import advance
from returns_desk.application.paying_clock import clock_lets_pay
from returns_desk.application.plans import PLAN_VERSION, plan_document
from returns_desk.application.readiness import Readiness, readiness_of
from returns_desk.application.turn import Turn
from returns_desk.application.typed_price import NOTHING_TYPED
from returns_desk.domain.board import Option, Trigger
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale


def confirm(turn: Turn) -> None:
    """Fix the marked option as decision and plan, and begin its first leg.

    What happened to the receipts meanwhile is read once more; where that changes the option,
    nothing is fixed and the new board is shown.

    Raises:
        OperatorMistake: nothing is marked.
    """
    chosen = turn.session.chosen
    if chosen is None:
        raise OperatorMistake("Choose an option first.", code="choose_first")
    if not clock_lets_pay(turn):
        return
    shown, known = turn.board.option(chosen), others_of(turn)
    _read_receipts_again(turn)
    refresh_board(turn)
    option = turn.board.option(chosen)
    readiness = readiness_of(turn.record, turn.board, chosen, turn.now)
    if readiness is Readiness.ANSWER_FIRST:
        say_answer_first(turn, option)
    elif readiness is Readiness.ASK_FIRST:
        turn.say("ask_first", Tone.MANAGER, option=chosen)
    elif sums_of(option) != sums_of(shown) or readiness is Readiness.NOT_POSSIBLE:
        _say_changed(turn, option, known)
    else:
        _fix(turn, option)


def _read_receipts_again(turn: Turn) -> None:
    """Another case may have taken the same goods back meanwhile; that is handed on."""
    before = turn.session.sales
    sales = tuple(known_sale(turn.services, sale.receipt) or sale for sale in before)
    turn.set(sales=sales)
    if _left_short(turn, sales) - _left_short(turn, before):
        escalate(turn, [Trigger("double_refund", option=turn.session.chosen)])


def _left_short(turn: Turn, sales: tuple[Sale, ...]) -> set[tuple[str, int]]:
    """Lines of which more is claimed than is left."""
    lines = {(sale.receipt, line.line): line for sale in sales for line in sale.lines}
    return {
        (item.receipt, item.line)
        for item in turn.record.claim.items
        if item.quantity > lines[item.receipt, item.line].available
    }


def _fix(turn: Turn, option: Option) -> None:
    """Note the decision and its plan, and begin to pay once its lines stand at the hub.

    Where another counter has one of them, or the hub turns out to be away, nothing is fixed: what
    is known by then decides anew.
    """
    before = turn.mark()
    _note_plan(turn, option)
    answer = claim_planned(turn)
    if answer.status is ClaimStatus.TAKEN:
        turn.go_back(before)
        known = others_of(turn)
        _read_receipts_again(turn)
        refresh_board(turn)
        _say_changed(turn, turn.board.option(option.id), known)
    elif answer.status is ClaimStatus.UNREACHED and _is_news(turn):
        turn.go_back(before)
        confirm(turn)
    else:
        advance(turn)


def _say_changed(turn: Turn, option: Option, known: tuple[OtherClaim, ...]) -> None:
    """Say that another board stands there, and which counter made it so where that is new."""
    news = [each for each in others_of(turn) if each not in known]
    if news:
        say_taken(turn, news)
    else:
        turn.say("changed_meanwhile", Tone.ATTENTION, option=option.id, amount=option.amount)


def _is_news(turn: Turn) -> bool:
    """Whether the board does not know yet that the hub is away."""
    return turn.services.connection.is_offline() and not turn.record.claim.facts.offline


def _note_plan(turn: Turn, option: Option) -> None:
    key = turn.services.ids.new_id()
    turn.note(
        "option_chosen",
        {
            "option": option.id,
            "amount": option.amount,
            "board_digest": turn.record.digest,
            "key": key,
            "consent": option.consent,
            "absorbed": option.absorbed,
            **goodwill_document(option, turn.record, turn.session.goodwill_reason),
        },
    )
    store, policy = turn.services.shop.store, turn.services.policies.policy()
    settings = rulebook_for(policy, store.jurisdiction, turn.now.date()).settings
    claim, sales = turn.record.claim, turn.session.sales
    plan = plan_document(key, option, claim, sales, settings)
    turn.note("plan_made", with_new_goods(plan, option, turn.record.new_goods), PLAN_VERSION)
    turn.set(is_approving=False, requested=None, approver=None, **NOTHING_TYPED)

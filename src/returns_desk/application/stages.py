"""Which command the counter takes in which stage, and what it says otherwise.

Owns the table of the flow; what a command does is the use cases'.
"""

from collections.abc import Mapping
from types import MappingProxyType

from returns_desk.application.desk_state import Stage
from returns_desk.domain.errors import OperatorMistake

_SIGNED_IN = frozenset(Stage) - {Stage.SIGNED_OUT}
_OPEN = frozenset({Stage.BOARD, Stage.APPROVAL})
_ASIDE = frozenset({Stage.KEY_IN, Stage.PROOF})
_VOID = frozenset({Stage.VOID_APPROVAL, Stage.UNDOING})

COMMANDS: Mapping[str, frozenset[Stage]] = MappingProxyType(
    {
        "resume": frozenset({Stage.SIGNED_OUT, Stage.WAITING}),
        "resume_case": _OPEN | {Stage.WAITING, Stage.SLIP},
        "park": _OPEN | {Stage.PROOF},
        "park_and_resume": _OPEN | {Stage.PROOF},
        "next_customer": _ASIDE | {Stage.WAITING, Stage.SLIP, Stage.BOOKING, Stage.UNDOING},
        "leave": _OPEN | _ASIDE | {Stage.WAITING, Stage.BOOKING},
        "set_language": frozenset(Stage),
        "choose_operator": frozenset({Stage.SIGNED_OUT}),
        "sign_in": frozenset({Stage.SIGNED_OUT}),
        "sign_in_badge": frozenset(Stage),
        "lock": _SIGNED_IN,
        "idle": frozenset(Stage),
        "scan": frozenset(Stage),
        "begin_proof": _OPEN | _ASIDE | {Stage.WAITING},
        "look_up": frozenset({Stage.PROOF}),
        "add_goods": frozenset({Stage.PROOF}),
        "take_out_receipt": _OPEN,
        "mark_gift_receipt": _OPEN,
        "pick_candidate": _OPEN | _ASIDE | {Stage.WAITING},
        "begin_key_in": _OPEN | _ASIDE | {Stage.WAITING},
        "key_in_receipt": frozenset({Stage.KEY_IN}),
        "set_quantity": _OPEN,
        "set_reason": _OPEN,
        "set_condition": _OPEN,
        "set_missing": _OPEN,
        "answer": _OPEN,
        "set_new_goods": frozenset({Stage.BOARD}),
        "set_goodwill_reason": frozenset({Stage.BOARD}),
        "ask_goodwill_amount": _OPEN,
        "mark_parcel": _OPEN,
        "note_paper": _OPEN,
        "keep_file": _OPEN,
        "add_note": _OPEN,
        "withdraw_paper": _OPEN,
        "keep_paper_again": _OPEN,
        "ask_posted_on": frozenset({Stage.BOARD}),
        "set_posted_on": frozenset({Stage.BOARD}),
        "name_price": frozenset({Stage.BOARD}),
        "ask_price": frozenset({Stage.BOARD}),
        "keep_personal_data": _OPEN | _VOID | {Stage.BOOKING, Stage.IN_DOUBT, Stage.SLIP},
        "ask_for": _OPEN,
        "choose": _OPEN,
        "back": _OPEN | _ASIDE | _VOID | {Stage.SIGNED_OUT, Stage.WAITING},
        "call_manager": _SIGNED_IN,
        "begin_approval": _OPEN,
        "choose_approver": frozenset({Stage.APPROVAL}),
        "approve": frozenset({Stage.APPROVAL}),
        "decline": frozenset({Stage.APPROVAL}),
        "confirm": _OPEN,
        "begin_leg": frozenset({Stage.BOOKING}),
        "book_leg": frozenset({Stage.BOOKING}),
        "fail_leg": frozenset({Stage.BOOKING}),
        "settle_leg": frozenset({Stage.IN_DOUBT}),
        "change_rest": frozenset({Stage.BOOKING}),
        "print_again": frozenset({Stage.SLIP}),
        "set_slip_language": frozenset({Stage.SLIP}),
        "anything_else": frozenset({Stage.SLIP}),
        "place_goods": frozenset({Stage.SLIP}),
        "print_labels": frozenset({Stage.SLIP}),
        "try_printer": _SIGNED_IN,
        "begin_void": frozenset({Stage.SLIP}),
        "choose_decider": frozenset({Stage.VOID_APPROVAL}),
        "allow_void": frozenset({Stage.VOID_APPROVAL}),
        "undo_leg": frozenset({Stage.UNDOING}),
        "fail_undo": frozenset({Stage.UNDOING}),
        "settle_undo": frozenset({Stage.UNDOING}),
        "make_promise": _SIGNED_IN,
        "keep_promise": _SIGNED_IN,
        "expect_ticket": frozenset({Stage.SLIP}),
        "close_ticket": frozenset({Stage.SLIP}),
        "order_goods": frozenset({Stage.SLIP}),
        "break_promise": _SIGNED_IN,
        "withdraw_promise": _SIGNED_IN,
    }
)
"""Every command of the counter with the stages that take it."""

_INSTEAD: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.SIGNED_OUT: "Sign in first: choose your name, or scan your badge.",
        Stage.WAITING: "Scan a receipt first.",
        Stage.KEY_IN: "Finish the receipt from paper first, or press Esc.",
        Stage.PROOF: "Find the purchase first, or press Esc.",
        Stage.BOARD: "Choose an option and confirm it first.",
        Stage.APPROVAL: "Choose an option and confirm it first.",
        Stage.BOOKING: "The payout has begun: book this part, or say that it did not work.",
        Stage.IN_DOUBT: "Say first whether the part that is in doubt was paid.",
        Stage.SLIP: "This return is complete. Press F10 for the next customer.",
        Stage.VOID_APPROVAL: "A second person decides first. Esc goes back to the slip.",
        Stage.UNDOING: (
            "The return is being taken back: finish this part, or say that it did not work."
        ),
    }
)


def check_stage(command: str, stage: Stage) -> None:
    """Let the command pass, or say what comes first.

    Raises:
        OperatorMistake: `not_now`, with the stage; nothing has changed.
    """
    if stage not in COMMANDS[command]:
        raise OperatorMistake(_INSTEAD[stage], code="not_now", stage=str(stage), command=command)

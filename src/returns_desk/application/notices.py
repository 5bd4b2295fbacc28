"""What a command has to tell the screens besides the new state.

Owns the codes and their fields; screens say them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from returns_desk.application.desk_words import Tone

NoticeField = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What the last command has to tell; screens turn `code` and `fields` into a sentence.

    Signing in: signed_in {name}, locked. Scanning: nothing_scanned, not_found {text},
    bad_check_digit {text}, own_slip {number}, own_voucher,
    receipt_added {receipt}, receipt_here {receipt},
    nothing_left {receipt}, nothing_left_elsewhere {terminal, at},
    another_currency {receipt}, line_full {receipt, line},
    nothing_found {rung}, receipt_taken_out {receipt}, one_without_paper {receipt}.
    Choosing: answer_first {fact, option}, not_possible {option}, ask_first {option},
    changed_meanwhile {option, amount}, taken_at_counter {terminal, at}.
    Authority: escalation_raised {option, approvers},
    no_approver {role, option}, manager_called {approvers}, approved {option, amount, name},
    declined {option, alternative, name}, approval_void {option}, approval_expired {option}.
    Payout: count_cash, confirm_voucher, leg_failed {leg, why}, leg_settled {leg, happened},
    completed {option}. The slip: slip_not_kept {fault}, slip_not_made {fault}, no_printer. The
    case: left {number}, resumed {number}, anything_else {number}, same_customer {number}. Taking
    back: voided {number}, void_given_up {number}, undo_failed {leg, why}, count_cash_back,
    take_voucher_back.
    """

    code: str
    tone: Tone = Tone.NEUTRAL
    fields: Mapping[str, NoticeField] = field(default_factory=lambda: MappingProxyType({}))

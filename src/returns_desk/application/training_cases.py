"""Ten cases of a first week: what happens, what the customer says, and which choice is expected.

Owns the cases, the judging of a choice, and what is remembered of a trainee. Amounts and options
come from the engine over the demo shop's sales and packs; none stands here.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from returns_desk.application.desk_state import DeskState
from returns_desk.application.sentences import N_
from returns_desk.domain.sale import Sale

FIRST_NUMBER = 5000
"""Receipts for training are numbered from here, above those of the demo shop."""


@dataclass(frozen=True, slots=True)
class TrainingCase:
    """One customer. `sku` is on the demo sale that it is made of; `days_ago` moves it, None stays.

    `expected` is an option's id; `why` is the rule in plain words.
    """

    code: str
    title: str
    story: str
    says: str
    sku: str
    expected: str
    why: str
    days_ago: int | None = None


CASES = (
    TrainingCase(
        "shelf",
        N_("The shelf"),
        N_("A man brings back a shelf board, unopened, paid by a card that is not here."),
        N_("My card is at home. Can you put it on this other card of mine?"),
        "SHELF-36W",
        "refund/other_card",
        N_("A manager can allow another card of the same customer: ask, and nobody drives home."),
    ),
    TrainingCase(
        "plums",
        N_("Seven plums"),
        N_("A woman bought seven plums this morning, and all of them are bad."),
        N_("I would just like seven good ones."),
        "PLUM-RED",
        "even_exchange/none",
        N_("Spoiled goods are swapped at once. What they cost today is not her affair."),
        days_ago=0,
    ),
    TrainingCase(
        "gift",
        N_("The present"),
        N_("A girl was given headphones and brings the gift receipt, not the receipt."),
        N_("I have these already. Could I have it on a gift card?"),
        "HEADPH-OE-BK",
        "refund/gift_card",
        N_("With a gift receipt the amount goes on a gift card; who gave it hears nothing."),
    ),
    TrainingCase(
        "three_ways",
        N_("The lamp and the rug"),
        N_("A couple paid by card, in cash and with a gift card, and has all of them here."),
        N_("We would like our money back the way we paid."),
        "LAMP-ARC-BK",
        "refund/original",
        N_("Each part goes back where it came from, and the program works out the shares."),
    ),
    TrainingCase(
        "final_sale",
        N_("The clearance chair"),
        N_("A leg of a clearance chair broke on the first day; the slip says final sale."),
        N_("I sat on it once. I want my money back, and here is my card."),
        "CHAIR-PATIO-CL",
        "refund/original",
        N_("Final sale is about a change of mind. Faulty goods come back all the same."),
    ),
    TrainingCase(
        "late",
        N_("The forgotten toaster"),
        N_("A toaster, never opened, was bought four months ago; our window is ninety days."),
        N_("I know that it is late. Here is the card that I paid with."),
        "TOASTER-2S",
        "refund/original",
        N_("After ninety days a manager can allow it until day 180. Ask before you say no."),
        days_ago=120,
    ),
    TrainingCase(
        "rounding",
        N_("No pennies"),
        N_("A man paid cash for plums yesterday, and the drawer holds no pennies."),
        N_("I would like my money back, please."),
        "PLUM-RED",
        "refund/original",
        N_("Cash goes back as cash, rounded to the nearest coin; the slip shows the rounding."),
        days_ago=1,
    ),
    TrainingCase(
        "cheque",
        N_("The cheque"),
        N_("A painter paid by cheque three days ago, it has not cleared, and he turns to go."),
        N_("I need that money today. If not, I am leaving."),
        "PAINT-INT-5G",
        "goodwill/original",
        N_("Nobody has to leave: a manager can give the money as goodwill. One question, asked."),
    ),
    TrainingCase(
        "credit",
        N_("The regular"),
        N_("A regular customer returns bed linen bought online and wants no money for it."),
        N_("Put it on store credit, please. I am here every week."),
        "DUVET-Q-LIN",
        "store_credit/store_credit",
        N_("We never push store credit. Who asks for it gets it, to the cent."),
    ),
    TrainingCase(
        "mugs",
        N_("The mugs"),
        N_("Two of six mugs came back before; now the other four and the plates come back."),
        N_("Now the rest, please. Here is the card."),
        "MUG-STN-BL",
        "refund/original",
        N_("What came back before is counted: the board shows what is left, to the cent."),
    ),
)


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """What is remembered: codes of the cases that ended as expected, and receipts drawn so far."""

    done: tuple[str, ...] = ()
    drawn: int = 0

    def drawn_once_more(self) -> "TrainingProgress":
        """One more receipt was made."""
        return replace(self, drawn=self.drawn + 1)

    def with_done(self, code: str) -> "TrainingProgress":
        """That case ended as expected."""
        return self if code in self.done else replace(self, done=(*self.done, code))


def case_after(code: str | None, done: Collection[str]) -> TrainingCase:
    """The next case in the circle that is not done; where all are, simply the next one."""
    codes = [case.code for case in CASES]
    begin = codes.index(code) + 1 if code is not None else 0
    circle = CASES[begin:] + CASES[:begin]
    return next((case for case in circle if case.code not in done), circle[0])


def practise_sale(case: TrainingCase, sale: Sale, progress: TrainingProgress, at: datetime) -> Sale:
    """The demo sale under a number of its own, so that a case can be tried again."""
    sold_at = sale.sold_at
    if case.days_ago is not None:
        day = at - timedelta(days=case.days_ago)
        sold_at = min(sale.sold_at.replace(year=day.year, month=day.month, day=day.day), at)
    number = FIRST_NUMBER + progress.drawn
    receipt = f"{sale.store}-{sale.terminal}-{sold_at:%Y%m%d}-{number}"
    return replace(sale, receipt=receipt, sold_at=sold_at)


def chosen_in(state: DeskState) -> str | None:
    """How a case has just ended: the option that was carried out, "" for a walk-away, else None."""
    if state.notice is None:
        return None
    if state.notice.code == "left":
        return ""
    return str(state.notice.fields["option"]) if state.notice.code == "completed" else None

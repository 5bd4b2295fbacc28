"""Runs the program in a fresh folder and writes what its journal holds, as golden lines are taken.

    PYTHONPATH=src:tests .venv/bin/python tests/adapters/journal/golden/make_lines.py > run.jsonl

A real profile, a real desk with the real clock, and the real commands; the people are invented and
the card number is a published one. Ids, times and keys differ at each run, so a line that stands in
events.jsonl is never made again.
"""

import sys
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import PlainWords
from returns_desk.adapters.business_day_configuration import BusinessDayConfiguration
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.sales.demo import demo_sales
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.application.personal_data import PersonalData
from returns_desk.bootstrap.commands import services
from returns_desk.bootstrap.counter import open_counter
from returns_desk.cli.main import run_command_line
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.sale import LineTax, Sale
from support.published_cards import VISA

SKU = "SHELF-36W"
OTHER_RECEIPT = "3141-07-0043"


def begin(folder: Path) -> None:
    """A shop whose day ends at three, with the demo shop's people."""
    end = BusinessDayConfiguration(ends_at="03:00")
    made = demo_configuration(demo=False).model_copy(update={"business_day": end})
    with Profile.open(folder, create=made) as profile, profile.locked():
        for each in DEMO_OPERATORS:
            profile.operators().add(each.id, each.name, each.role, each.pin)


def taxed_sale(now: datetime) -> Sale:
    """The demo shop's shelf, its tax under the two codes of a state and a city."""
    sales = demo_sales(resource_path("demo", "sales.json"), now)
    sold = next(sale for sale in sales for line in sale.lines if line.sku == SKU)
    line = sold.lines[0]
    taxes = (LineTax("STATE", 688, line.tax - 10), LineTax("CITY", 50, 10))
    return replace(sold, lines=(replace(line, taxes=taxes), *sold.lines[1:]))


def complete_a_return(folder: Path) -> None:
    """A customer tells her story with a card number in it, gets her money back, and is content."""
    with Profile.open(folder) as profile, profile.locked():
        sold = taxed_sale(profile.clock.now())
        with SaleStore(profile.sales_path) as store:
            store.add([sold, replace(sold, receipt=OTHER_RECEIPT)])
        with open_counter(profile, PlainWords) as desk:
            desk.choose_operator(DEMO_OPERATORS[0].id)
            desk.sign_in(DEMO_OPERATORS[0].pin)
            desk.scan(sold.receipt)
            desk.scan(OTHER_RECEIPT)
            desk.take_out_receipt(OTHER_RECEIPT)
            (waiting,) = desk.park().open_cases
            desk.resume_case(waiting.case_id)
            story = f"It came down at night. I paid with {VISA}."
            desk.keep_personal_data(PersonalData(name="Nobody Inparticular", story=story))
            key = f"{sold.receipt}/{sold.tenders[0].tender}"
            desk.set_reason(sold.receipt, 1, Reason.CHANGED_MIND)
            desk.set_condition(sold.receipt, 1, Condition.UNOPENED)
            desk.set_missing(sold.receipt, 1, frozenset())
            desk.answer(f"original_tender_present:{key}", value=True)
            desk.note_paper(PaperKind.WARRANTY, is_seen=True)
            desk.note_paper(PaperKind.WARRANTY, is_seen=False)
            desk.keep_file(PaperKind.BANK_STATEMENT, b"%PDF-1.7 a bank statement of nobody")
            desk.choose("refund/original")
            desk.confirm()
            state = desk.book_leg(1, "004711")
            if state.case is None:
                raise SystemExit("No return was completed.")
            desk.place_goods()
            desk.for_customer.give_feedback(state.case.case_id, "good")


def command(*words: object) -> None:
    """One command of the program, as a person types it."""
    code = run_command_line([str(word) for word in words], services())
    if code:
        raise SystemExit(code)


def main() -> None:
    """All of it, in a folder that goes away."""
    with TemporaryDirectory() as home:
        folder, kept = Path(home) / "shop", Path(home) / "kept"
        begin(folder)
        complete_a_return(folder)
        shop = ("--profile", folder)
        with redirect_stdout(sys.stderr):
            command("journal", "backup", kept, *shop)
            command("journal", "restore", kept, *shop)
            command("journal", "erase", 1, *shop)
        command("journal", "export", *shop)


if __name__ == "__main__":
    main()

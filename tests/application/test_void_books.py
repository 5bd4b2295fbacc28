"""A return that was taken back in the books: each step the other way round, and a cancellation."""

from typing import cast

from counters import Counter
from returns_desk.application.books import Books, Posting
from returns_desk.application.books_totals import open_items
from support.book_journeys import Object, posted, told_of_case
from support.taken_back import allowed, taken_back

VOID: Object = {"key": "v", "payout": "k"}
LEG: Object = {**VOID, "leg": 1}
BEGUN: Object = {
    **VOID,
    "number": 7,
    "currency": "EUR",
    "option": "refund/cash",
    "amount": 500,
    "absorbed": 0,
    "legs": [{"leg": 1, "means": "cash", "amount": 500, "rounding": -2}],
    "items": [{"receipt": "R", "line": 1, "quantity": "1", "paid": 500, "tax": 100, "fee": 0}],
}


def books(counter: Counter) -> list[Posting]:
    made = Books()
    made.take(counter.journal.read())
    return list(made.postings())


def balances(postings: list[Posting]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in postings:
        sums[each.entry.account] = sums.get(each.entry.account, 0) + each.entry.amount
    return {account: amount for account, amount in sums.items() if amount}


def test_in_the_end_every_account_is_as_before() -> None:
    _, counter = taken_back()
    postings = books(counter)

    assert balances(postings) == {}
    assert list(open_items(postings)) == []
    assert {each.currency for each in postings} == {"USD"}


def test_the_credit_note_stays_and_a_document_of_its_own_series_cancels_it() -> None:
    _, counter = taken_back()

    numbered = {x.kind: (x.document, x.number) for x in books(counter) if x.number is not None}

    assert list(numbered) == ["credit_note", "credit_note_cancelled"]
    note, cancelled = numbered["credit_note"], numbered["credit_note_cancelled"]
    assert note[0].startswith("CN ")
    assert cancelled == (note[0].replace("CN ", "CX "), 1)


def test_a_cancellation_names_receipt_and_line_as_the_credit_note_does() -> None:
    _, counter = taken_back()
    postings = books(counter)

    def places(kind: str, sign: int) -> list[tuple[object, ...]]:
        entries = [each.entry for each in postings if each.kind == kind]
        return [(e.account, sign * e.amount, e.receipt, e.line, e.quantity) for e in entries]

    assert places("credit_note", 1) == places("credit_note_cancelled", -1)


def test_each_payout_is_reversed_with_its_own_proof() -> None:
    _, counter = taken_back()

    back = [each for each in books(counter) if each.kind == "payout_reversed"]

    assert {each.reference for each in back if each.entry.means == "credit_card"} == {"V-77"}
    assert sum(x.entry.amount for x in back if x.entry.account == "tender_cash") == 1135


def test_an_undoing_of_which_nobody_knows_is_an_open_item() -> None:
    _, counter = allowed()

    (doubt,) = cast("list[Object]", list(open_items(books(counter))))

    assert (doubt["account"], doubt["balance"]) == ("payouts_in_doubt", -1135)


def test_one_that_is_settled_reverses_its_doubt_and_one_that_failed_leaves_none() -> None:
    settled = posted(
        told_of_case(
            ("void_begun", BEGUN),
            ("undo_begun", LEG),
            ("undo_settled", {**LEG, "happened": True, "reference": "V"}),
        )
    )
    denied = posted(
        told_of_case(
            ("void_begun", BEGUN),
            ("undo_begun", LEG),
            ("undo_settled", {**LEG, "happened": False}),
        )
    )
    failed = posted(told_of_case(("void_begun", BEGUN), ("undo_begun", LEG), ("undo_failed", LEG)))

    kinds = [each.kind for each in settled]
    assert list(dict.fromkeys(kinds)) == ["in_doubt", "doubt_settled", "payout_reversed"]
    assert {each.kind for each in denied} == {"in_doubt", "doubt_settled"}
    assert list(failed) == []


def test_a_leg_that_was_begun_twice_or_came_back_is_in_doubt_once() -> None:
    twice = posted(told_of_case(("void_begun", BEGUN), ("undo_begun", LEG), ("undo_begun", LEG)))
    after = posted(
        told_of_case(
            ("void_begun", BEGUN),
            ("undo_begun", LEG),
            ("undo_booked", LEG),
            ("undo_begun", LEG),
            ("undo_booked", LEG),
        )
    )

    assert len(twice) == 2
    assert {each.kind for each in after} == {"payout_reversed"}


def test_what_was_given_up_leaves_nothing() -> None:
    told = told_of_case(("void_begun", BEGUN), ("void_given_up", VOID), ("case_voided", VOID))

    assert list(posted(told)) == []


def test_a_number_that_is_none_is_none() -> None:
    odd: Object = {**BEGUN, "number": "seven"}

    postings = posted(told_of_case(("void_begun", odd), ("undo_begun", LEG)))

    assert {each.case_number for each in postings} == {None}

"""The whole board of a case: every option once, in order, with reasons.

Pure and total: no clock, no IO, and it never raises for a valid case.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from returns_desk.domain.board import (
    CATALOGUE,
    Board,
    Change,
    Option,
    PolicyIdentity,
    Question,
    Standing,
)
from returns_desk.domain.case import Case
from returns_desk.domain.engine.asking import Questioned, questions_of
from returns_desk.domain.engine.claimed import jurisdiction_of
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.deciding import Tables, tables_of
from returns_desk.domain.engine.exchanging import REST_WAYS
from returns_desk.domain.engine.offering import EVEN_EXCHANGE, EXCHANGE, Offer
from returns_desk.domain.engine.options import with_changes
from returns_desk.domain.engine.rulebook import Rulebook, rulebook_for
from returns_desk.domain.engine.supposing import suppositions
from returns_desk.domain.engine.triggering import triggers_of
from returns_desk.domain.engine.verdicts import GOODS
from returns_desk.domain.policy import Policy


def propose_board(case: Case, policy: Policy) -> Board:
    """The board of a case under a policy; the same case and packs give the same board."""
    return _board(case, policy, supposes=True)


def weigh_board(case: Case, policy: Policy) -> Board:
    """The same board, but for what would still open an option that is not possible.

    For comparing boards by the thousand, where nobody reads what might have been.
    """
    return _board(case, policy, supposes=False)


def _board(case: Case, policy: Policy, *, supposes: bool) -> Board:
    rulebooks = _rulebooks(case, policy)
    tables = tables_of(case, rulebooks)
    offer = Offer(case.claim.facts, tables)
    options = {name: offer.option(name) for name in CATALOGUE}
    closed = frozenset([name for name, each in options.items() if _is_closed(each, tables)])
    if supposes:
        options = _with_suppositions(case, tuple(rulebooks.values()), tables, options, closed)
    return Board(
        options=tuple([options[name] for name in _order(case)]),
        questions=_questions(offer, options, closed),
        triggers=triggers_of(case.claim.asked_for, options, tables.items),
        claim_amount=sum(item.share for item in tables.items),
        currency=case.store.currency,
        policy=PolicyIdentity(policy.fingerprint, _packs(rulebooks)),
    )


def _rulebooks(case: Case, policy: Policy) -> dict[str, Rulebook]:
    places = {jurisdiction_of(case, sale) for sale in case.sales} | {case.store.jurisdiction}
    today = case.now.date()
    return {place: rulebook_for(policy, place, today) for place in sorted(places)}


def _packs(rulebooks: Mapping[str, Rulebook]) -> tuple[str, ...]:
    """The packs that had a say, each once."""
    return tuple(dict.fromkeys(pack for book in rulebooks.values() for pack in book.packs))


def _order(case: Case) -> tuple[str, ...]:
    """The catalogue's order, what was asked for first (R4)."""
    asked = case.claim.asked_for
    if asked is None:
        return CATALOGUE
    return (asked.option_id, *(name for name in CATALOGUE if name != asked.option_id))


_LIMITS = frozenset({"exceeds_refundable_amount", "drawer_short_of_cash", "cash_limit_exceeded"})


def _is_closed(option: Option, tables: Tables) -> bool:
    """Whether no answer can open it: an earlier option does the same, or a joint limit binds."""
    if option.standing is not Standing.NOT_POSSIBLE:
        return False
    if option.same_as:
        return True
    if _LIMITS.isdisjoint(reason.code for reason in option.reasons):
        return False
    return tables.is_refused(option.id) or _is_bound(option, tables.of(option.id))


def _is_bound(option: Option, decided: Sequence[Decided]) -> bool:
    """Whether a limit leaves out an item that would be possible by itself."""
    by_itself = {d.item.index for d in decided if d.table.standing is not Standing.NOT_POSSIBLE}
    return any(each.item in by_itself and each.reasons[0].code in _LIMITS for each in option.left)


def _questions(
    offer: Offer, options: Mapping[str, Option], closed: frozenset[str]
) -> tuple[Question, ...]:
    """What is asked; nothing where all is known."""
    tables = offer.tables
    if not tables.has_unknown:
        return ()
    covered = {name: frozenset([i.item for i in o.items]) for name, o in options.items()}
    return questions_of(_with_ways_of_rest(offer, options), tables.items, closed, covered)


def _with_ways_of_rest(offer: Offer, options: Mapping[str, Option]) -> Questioned:
    """Per option the tables that it hangs on; the rest of an exchange hangs on its ways too."""
    own: Questioned = {
        name: () if offer.tables.is_refused(name) else ((name, offer.decided(name)),)
        for name in CATALOGUE
    }
    exchange = options[EXCHANGE]
    if exchange.customer_pays is None or not exchange.amount_max:
        return own
    ways = tuple(entry for way in REST_WAYS for entry in own[way])
    return {**own, EXCHANGE: (*own[EXCHANGE], *ways)}


# --- what would change it ---------------------------------------------------------------------


def _with_suppositions(
    case: Case,
    books: tuple[Rulebook, ...],
    tables: Tables,
    options: Mapping[str, Option],
    closed: Collection[str],
) -> dict[str, Option]:
    """Options that are not possible, with what could still open them."""
    shut = [
        name
        for name, option in options.items()
        if option.standing is Standing.NOT_POSSIBLE and name not in closed
    ]
    concerned = _concerned(tuple(shut), books)
    changes: dict[str, list[Change]] = {}
    for supposed in suppositions(case, concerned):
        names = concerned.get(supposed.field, ())
        if supposed.only_goods:
            names = tuple([name for name in names if name in GOODS])
        changed = tables.supposing(supposed, names) if names else None
        if changed is None:
            continue
        offer = Offer(case.claim.facts, changed)
        for name in names:
            standing = offer.standing(name)
            if standing is not Standing.NOT_POSSIBLE:
                change = Change(supposed.fact, supposed.value, standing)
                changes.setdefault(name, []).append(change)
    return {**options, **{name: with_changes(options[name], of) for name, of in changes.items()}}


@lru_cache
def _concerned(
    options: tuple[str, ...], books: tuple[Rulebook, ...]
) -> Mapping[str, tuple[str, ...]]:
    """By field those of the options about which some rule tests it, or which hang on it bodily."""
    concerned: dict[str, tuple[str, ...]] = {}
    for option in options:
        tested = frozenset[str]().union(*(book.fields[option] for book in books))
        if option == EVEN_EXCHANGE:
            tested |= {"even_exchange_in_stock"}
        for field in tested:
            concerned[field] = (*concerned.get(field, ()), option)
    return concerned

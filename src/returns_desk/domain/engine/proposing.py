"""The whole board of a case: every option once, in order, with reasons.

Pure and total: no clock, no IO, and it never raises for a valid case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from returns_desk.domain.board import (
    CATALOGUE,
    STANDING_RANK,
    Board,
    Change,
    Option,
    PolicyIdentity,
    Standing,
)
from returns_desk.domain.case import Case
from returns_desk.domain.engine.asking import Questioned, questions_of
from returns_desk.domain.engine.claimed import Item, items_of, jurisdiction_of
from returns_desk.domain.engine.covering import Decided, cover
from returns_desk.domain.engine.exchanging import REST_WAYS, with_absorbed, with_new_goods
from returns_desk.domain.engine.options import (
    option_of,
    rights_to_original,
    with_changes,
)
from returns_desk.domain.engine.routing import MIXED, decide_mixed
from returns_desk.domain.engine.rulebook import Rulebook, conjunctions_of, rulebook_for
from returns_desk.domain.engine.supposing import suppositions
from returns_desk.domain.engine.triggering import triggers_of
from returns_desk.domain.engine.verdicts import Table, decide, refused_table
from returns_desk.domain.policy import Policy

Tables = Mapping[str, tuple[Decided, ...]]

SAME_MEANS = {
    "refund/cash": "cash",
    "refund/bank_transfer": "bank_transfer",
    "refund/cheque": "cheque",
    "refund/gift_card": "gift_card",
    "store_credit/store_credit": "store_credit",
}
"""Options that do what refund/original does where everything was paid by those means."""

GOODS = frozenset({"even_exchange/none", "replacement/none", "exchange/none", "repair/none"})

GOODWILL_BESIDE = {
    "goodwill/original": "refund/original",
    "goodwill/store_credit": "store_credit/store_credit",
}
"""Goodwill gives what its neighbour gives, where the neighbour is not possible."""


def propose_board(case: Case, policy: Policy) -> Board:
    """The board of a case under a policy; the same case and packs give the same board."""
    rulebooks = _rulebooks(case, policy)
    desk = _Deciding(case.store.language)
    items = items_of(case, rulebooks)
    tables = desk.tables(items)
    options = _options(case, tables)
    options = _with_suppositions(case, rulebooks, options)
    hidden = frozenset(name for name, option in options.items() if _is_closed(option))
    return Board(
        options=tuple(options[name] for name in _order(case)),
        questions=questions_of(_with_ways_of_rest(tables, options), hidden),
        triggers=triggers_of(case.claim.asked_for, options, items),
        claim_amount=sum(item.share for item in items),
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


# --- deciding -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Deciding:
    """Decides items, and those that rules can't tell apart only once."""

    language: str
    known: dict[tuple[object, ...], Table] = field(default_factory=dict)

    def tables(self, items: Sequence[Item]) -> Tables:
        """Every option of the catalogue for every item."""
        plain = {option: self.row(option, items) for option in CATALOGUE}
        return plain | {
            option: tuple(map(_less_the_same, plain[option], plain[earlier], repeat(earlier)))
            for option, earlier in _same_acts(items).items()
        }

    def row(self, option: str, items: Sequence[Item]) -> tuple[Decided, ...]:
        """One option for every item."""
        return tuple(Decided(item, self.table(option, item)) for item in items)

    def table(self, option: str, item: Item) -> Table:
        """The table of one option for one item, remembered by what rules can see of it."""
        key = _profile(option, item)
        if key not in self.known:
            self.known[key] = (
                decide_mixed(item, self.language)
                if option == MIXED
                else decide(option, item, self.language)
            )
        return self.known[key]


def _profile(option: str, item: Item) -> tuple[object, ...]:
    """All that a table can depend on."""
    return (
        option,
        id(item.rulebook),
        frozenset(item.known.items()),
        frozenset((name, unknown.name) for name, unknown in item.unknown.items()),
        tuple((part.key, part.is_declined) for part in item.parts),
        item.receipt is None,
        item.quantity == 0,
        item.share == 0,
        item.in_stock,
        item.reported_on,
        bool(item.reduction),
    )


def _same_acts(items: Sequence[Item]) -> dict[str, str]:
    """Options that would do the same as an earlier one in this claim, with that one."""
    worth = [item for item in items if item.quantity]
    means = {part.means for item in worth if item.share for part in item.parts}
    has_receipts = all(item.receipt is not None for item in worth)
    same = {
        option: "refund/original"
        for option, of_option in SAME_MEANS.items()
        if has_receipts and means == {of_option}
    }
    same |= {option: same.get(beside, beside) for option, beside in GOODWILL_BESIDE.items()}
    if all(len(item.parts) <= 1 for item in worth):
        same[MIXED] = "refund/original"
    return same


def _less_the_same(own: Decided, earlier: Decided, name: str) -> Decided:
    """The item's table, unless the earlier option already does as much for it.

    An earlier option that is not possible hides nothing, but refund/mixed over one tender
    has nothing of its own to do.
    """
    own_rank = STANDING_RANK[own.table.standing]
    if own_rank < STANDING_RANK[earlier.table.standing]:
        return own
    return Decided(own.item, refused_table(f"same_as:{name}"))


# --- options --------------------------------------------------------------------------------


def _options(case: Case, tables: Tables) -> dict[str, Option]:
    originals = {each.item.index: each for each in tables["refund/original"]}
    consent = rights_to_original(originals)
    drawer = case.claim.facts.drawer_cash
    options = {name: option_of(name, tables[name], consent, drawer) for name in CATALOGUE}
    if not tables["exchange/none"]:
        return options
    even = "even_exchange/none"
    exchange = "exchange/none"
    options[even] = with_absorbed(options[even], tables[even])
    options[exchange] = with_new_goods(
        options[exchange], case.claim.facts.exchange_total, tables[exchange], options
    )
    return options


def _is_closed(option: Option) -> bool:
    """Whether no answer can open it: an earlier option does the same, or a joint limit binds."""
    limits = {"exceeds_refundable_amount", "drawer_short_of_cash"}
    is_limited = any(reason.code in limits for reason in option.reasons)
    return option.standing is Standing.NOT_POSSIBLE and (bool(option.same_as) or is_limited)


def _with_ways_of_rest(tables: Tables, options: Mapping[str, Option]) -> Questioned:
    """Per option the tables that it hangs on; the rest of an exchange hangs on its ways too."""
    own: dict[str, tuple[tuple[str, Decided], ...]] = {
        name: tuple((name, each) for each in decided) for name, decided in tables.items()
    }
    if any(leg.destination != "none" for leg in options["exchange/none"].legs):
        ways = tuple(entry for way in REST_WAYS for entry in own[way])
        own["exchange/none"] = (*own["exchange/none"], *ways)
    return own


# --- what would change it ---------------------------------------------------------------------


def _with_suppositions(
    case: Case, rulebooks: Mapping[str, Rulebook], options: Mapping[str, Option]
) -> dict[str, Option]:
    """Options that are not possible, with what could still open them."""
    closed_options = [
        name
        for name, option in options.items()
        if option.standing is Standing.NOT_POSSIBLE and not _is_closed(option)
    ]
    changes: dict[str, list[Change]] = {name: [] for name in closed_options}
    fields = {name: _fields_of(name, rulebooks) for name in closed_options}
    deciding = _Deciding(case.store.language)
    for supposed in suppositions(case):
        concerned = [
            name
            for name in closed_options
            if supposed.field in fields[name] and (name in GOODS or not supposed.only_goods)
        ]
        if not concerned:
            continue
        items = items_of(supposed.case, rulebooks)
        tables = deciding.tables(items)
        for name in concerned:
            standing = _standing_then(name, supposed.case, tables)
            if STANDING_RANK[standing] < STANDING_RANK[Standing.NOT_POSSIBLE]:
                changes[name].append(Change(supposed.fact, supposed.value, standing))
    return {name: with_changes(o, changes.get(name, ())) for name, o in options.items()}


def _standing_then(name: str, case: Case, tables: Tables) -> Standing:
    """The standing in a supposed case; exchanges go through their tolerance as well."""
    if name in {"even_exchange/none", "exchange/none"}:
        return _options(case, tables)[name].standing
    return cover(name, tables[name]).standing


def _fields_of(option: str, rulebooks: Mapping[str, Rulebook]) -> frozenset[str]:
    """The fields that some rule about the option tests, and the physical ones."""
    tested = {
        test.field
        for book in rulebooks.values()
        for rule in (*book.rules[option], *book.tender_rules[option])
        for conjunction in conjunctions_of(rule)
        for test in conjunction
    }
    if option == "even_exchange/none":
        tested.add("even_exchange_in_stock")
    return frozenset(tested)

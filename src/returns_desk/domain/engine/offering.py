"""The options of a case, each put together when it is first asked for.

Owns which of them hang on others: an exchange gives its rest by the other options' ways.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from returns_desk.domain.board import Option, Standing
from returns_desk.domain.case import Facts
from returns_desk.domain.engine.cash_limits import within_cash_limit
from returns_desk.domain.engine.covering import Decided, best_standing
from returns_desk.domain.engine.deciding import Tables
from returns_desk.domain.engine.exchange_parts import NewGoods
from returns_desk.domain.engine.exchanging import Ways, with_absorbed, within_tolerance
from returns_desk.domain.engine.goodwill_amounts import GOODWILL, with_chosen_amount
from returns_desk.domain.engine.options import Consent, option_of, refused, rights_to_original

EVEN_EXCHANGE = "even_exchange/none"
EXCHANGE = "exchange/none"


@dataclass(slots=True)
class Offer:
    """The options over the tables of one case, by id."""

    facts: Facts
    tables: Tables
    made: dict[str, Option] = field(default_factory=dict)
    judged: dict[str, Sequence[Decided]] = field(default_factory=dict)
    consent: Consent | None = None

    def option(self, name: str) -> Option:
        """The option of that id."""
        if name not in self.made:
            self.made[name] = self._made(name)
        return self.made[name]

    def decided(self, name: str) -> Sequence[Decided]:
        """Each item's table under an option, as limits for all items together leave it."""
        if name not in self.judged:
            decided: Sequence[Decided] = self.tables.of(name)
            if name == EVEN_EXCHANGE:
                decided = within_tolerance(decided)
            self.judged[name] = within_cash_limit(name, decided, self.facts.drawer_cash)
        return self.judged[name]

    def standing(self, name: str) -> Standing:
        """Where an option stands; exchanges go through their rest, cash through the drawer."""
        if self.tables.is_refused(name):
            return Standing.NOT_POSSIBLE
        if name == EXCHANGE or self.facts.drawer_cash is not None:
            return self.option(name).standing
        return best_standing(name, self.decided(name))

    def _made(self, name: str) -> Option:
        tables = self.tables
        if tables.is_refused(name):
            by_sight = tables.by_sight(name)
            return refused(name, tables.items, [by_sight[sight] for sight in tables.sights])
        decided = self.decided(name)
        if self.consent is None:
            self.consent = rights_to_original(tables.of("refund/original"))
        build = partial(option_of, name, consent=self.consent, drawer_cash=self.facts.drawer_cash)
        if name == EXCHANGE:
            ways = Ways(self.option, self.decided)
            return NewGoods(self.facts.exchange_total, decided, build, ways).exchange()
        option = build(decided)
        if name in GOODWILL:
            facts = self.facts
            return with_chosen_amount(option, facts.goodwill_amount, decided, facts.drawer_cash)
        return with_absorbed(option, decided) if name == EVEN_EXCHANGE else option

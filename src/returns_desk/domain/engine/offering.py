"""The options of a case, each put together when it is first asked for.

Owns which of them hang on others: an exchange gives its rest by the other options' ways.
"""

from dataclasses import dataclass, field

from returns_desk.domain.board import Option, Standing
from returns_desk.domain.case import Facts
from returns_desk.domain.engine.covering import best_standing
from returns_desk.domain.engine.deciding import Tables
from returns_desk.domain.engine.exchanging import with_absorbed, with_new_goods
from returns_desk.domain.engine.options import Consent, option_of, refused, rights_to_original

EVEN_EXCHANGE = "even_exchange/none"
EXCHANGE = "exchange/none"


@dataclass(slots=True)
class Offer:
    """The options over the tables of one case, by id."""

    facts: Facts
    tables: Tables
    made: dict[str, Option] = field(default_factory=dict)
    consent: Consent | None = None

    def option(self, name: str) -> Option:
        """The option of that id."""
        if name not in self.made:
            self.made[name] = self._made(name)
        return self.made[name]

    def standing(self, name: str) -> Standing:
        """Where an option stands; exchanges go through their tolerance as well."""
        if self.tables.is_refused(name):
            return Standing.NOT_POSSIBLE
        if name in {EVEN_EXCHANGE, EXCHANGE}:
            return self.option(name).standing
        return best_standing(name, self.tables.of(name))

    def _made(self, name: str) -> Option:
        tables = self.tables
        if tables.is_refused(name):
            by_sight = tables.by_sight(name)
            return refused(name, tables.items, [by_sight[sight] for sight in tables.sights])
        decided = tables.of(name)
        if self.consent is None:
            self.consent = rights_to_original(tables.of("refund/original"))
        option = option_of(name, decided, self.consent, self.facts.drawer_cash)
        if name == EVEN_EXCHANGE:
            return with_absorbed(option, decided)
        if name == EXCHANGE:
            return with_new_goods(option, self.facts.exchange_total, decided, self.option)
        return option

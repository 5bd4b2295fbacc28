"""The options of a case, each put together when it is first asked for.

Owns which of them hang on others: an exchange gives its rest by the other options' ways.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from returns_desk.domain.board import Option, Standing
from returns_desk.domain.case import Facts
from returns_desk.domain.engine.covering import cover
from returns_desk.domain.engine.deciding import Tables
from returns_desk.domain.engine.exchanging import with_absorbed, with_new_goods
from returns_desk.domain.engine.options import Consent, option_of, rights_to_original
from returns_desk.domain.engine.tables import Table

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
        if name in {EVEN_EXCHANGE, EXCHANGE}:
            return self.option(name).standing
        if all(each.standing is Standing.NOT_POSSIBLE for each in self._tables_of(name)):
            return Standing.NOT_POSSIBLE
        return cover(name, self.tables.of(name)).standing

    def _tables_of(self, name: str) -> Iterable[Table]:
        return self.tables.by_sight(name).values()

    def _made(self, name: str) -> Option:
        decided = self.tables.of(name)
        if self.consent is None:
            self.consent = rights_to_original(self.tables.of("refund/original"))
        option = option_of(name, decided, self.consent, self.facts.drawer_cash)
        if name == EVEN_EXCHANGE:
            return with_absorbed(option, decided)
        if name == EXCHANGE:
            return with_new_goods(option, self.facts.exchange_total, decided, self.option)
        return option

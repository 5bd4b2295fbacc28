"""The table `[settings]` of a pack to the domain's `Settings`.

Owns the reading of tender words, spans of days and money in it. Must not know rules.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from returns_desk.adapters.policies.conditions import Report
from returns_desk.adapters.policies.problems import nearest, quoted
from returns_desk.adapters.policies.shapes import TENDER_WORDS, SettingsShape
from returns_desk.adapters.policies.values import UnreadableError, money_from_text
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.policy import Settings
from returns_desk.domain.sale import TenderType

MONEY_SETTINGS = (
    "cash_rounding_step",
    "exchange_tolerance",
    "cash_limit",
    "badge_alone_up_to",
)
"""Settings that are money; they may be named for several currencies."""

MOST_DAYS = 366
"""No money is on its way for longer than this."""


def read_settings(shape: SettingsShape, report: Report) -> Settings:
    """The settings without money; what is wrong goes to `report`."""
    refundable = _tenders(shape.refundable_without_card, "refundable_without_card", report)
    return Settings(
        arrival_days=_arrival_days(shape, report),
        refundable_without_card=None if refundable is None else frozenset(refundable),
        card_needed_for_schemes=_schemes(shape),
        split_order=_tenders(shape.split_order, "split_order", report),
        cheque_hold_days=shape.cheque_hold_days,
        cheque_cleared_as_cash=shape.cheque_cleared_as_cash,
        price_without_receipt=shape.price_without_receipt,
        policy_disclosed=shape.policy_disclosed,
        history_period_days=shape.history_period_days,
        goodwill_period_days=shape.goodwill_period_days,
        above_cash_limit=shape.above_cash_limit,
        fee_reduces_tax=shape.fee_reduces_tax,
        store_credit_issuer=shape.store_credit_issuer,
        store_credit_days=shape.store_credit_days,
        cash_through_fiscal_till=shape.cash_through_fiscal_till,
    )


def _schemes(shape: SettingsShape) -> tuple[str, ...] | None:
    """Patterns of card schemes, each once."""
    given = shape.card_needed_for_schemes
    return None if given is None else tuple(dict.fromkeys(given))


def _arrival_days(shape: SettingsShape, report: Report) -> MappingProxyType[str, tuple[int, int]]:
    spans = {}
    for means, (least, most) in shape.arrival_days.items():
        if not 0 <= least <= most <= MOST_DAYS:
            place = f"settings.arrival_days.{means}"
            report(place, "is no span of days; write the least first, like [3, 5].")
        spans[str(means)] = (least, most)
    return MappingProxyType(spans)


def _tenders(words: list[str] | None, name: str, report: Report) -> tuple[TenderType, ...] | None:
    if words is None:
        return None
    found = []
    for index, word in enumerate(words):
        if word in TENDER_WORDS:
            found.append(TenderType(word))
        else:
            hint = nearest(word, TENDER_WORDS)
            report(f"settings.{name}[{index}]", f"{quoted(word)} is no tender; {hint}")
    return tuple(found)


def read_money_settings(
    shape: SettingsShape, currency: str | None, report: Report
) -> Mapping[str, Mapping[str, int]]:
    """Minor units of each money setting, by its name and by currency."""
    return MappingProxyType(
        {
            name: _money(getattr(shape, name), f"settings.{name}", currency, report)
            for name in MONEY_SETTINGS
        }
    )


def with_money_in(
    settings: Settings, money: Mapping[str, Mapping[str, int]], currency: str | None
) -> Settings:
    """The settings with the money that they name in that currency; None where they name none."""
    amounts = {name: money[name].get(currency or "") for name in MONEY_SETTINGS}
    return replace(
        settings,
        cash_rounding_step=amounts["cash_rounding_step"],
        exchange_tolerance=amounts["exchange_tolerance"],
        cash_limit=amounts["cash_limit"],
        badge_alone_up_to=amounts["badge_alone_up_to"],
    )


def _money(
    value: str | dict[str, str] | None, place: str, currency: str | None, report: Report
) -> dict[str, int]:
    if value is None:
        return {}
    by_currency = value if isinstance(value, dict) else {currency or "": value}
    amounts = {}
    for code, text in by_currency.items():
        where = f"{place}.{code}" if isinstance(value, dict) else place
        if code and code not in CURRENCY_DIGITS:
            hint = nearest(code, list(CURRENCY_DIGITS))
            report(where, f"{quoted(code)} is no ISO 4217 currency; {hint}")
            continue
        try:
            amounts[code] = money_from_text(text, code or None)
        except UnreadableError as problem:
            report(where, str(problem))
    return amounts

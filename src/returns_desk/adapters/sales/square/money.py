"""Square's money: whole minor units with a currency, as in {"amount": 100, "currency": "USD"}.

Owns the check that an order is in one currency.
"""

from returns_desk.adapters.sales.json_fields import JsonObject


def money_in(source: JsonObject, key: str, currency: str) -> int | None:
    """Read an amount in minor units; None where it is missing.

    Raises:
        InvalidInput: it is no whole number, or in another currency than the order.

    """
    money = source.object(key)
    if money is None:
        return None
    if money.currency("currency", currency) != currency:
        message = f"this is not in {currency}, the currency of the order: export it again"
        raise money.refused("currency", message)
    return money.minor_units("amount") or 0


def amount_in(source: JsonObject, key: str, currency: str) -> int:
    """Read an amount in minor units that is never below zero; 0 where it is missing.

    Raises:
        InvalidInput: it is below zero, no whole number, or in another currency.

    """
    amount = money_in(source, key, currency) or 0
    if amount < 0:
        raise source.refused(key, "this amount is not below zero: correct it")
    return amount


def currency_of(source: JsonObject, key: str, otherwise: str) -> str:
    """Read the currency of an amount, else the shop's own.

    Raises:
        InvalidInput: no currency has that code.

    """
    money = source.object(key)
    return money.currency("currency", otherwise) if money else otherwise

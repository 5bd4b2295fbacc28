"""How the peers' figures of tax are tried on this program: what was charged goes back.

Owns one function per shape of input about tax; the table of all shapes is in peer_figures.py.
"""

from fractions import Fraction
from typing import Any

from domain.small_sales import minor, one_by_one, refunded, sold
from returns_desk.domain.money import allocate, basis_points_of, round_half_up

Figures = dict[str, Any]


def gives_charged_tax_back(given: Figures, expected: Figures) -> None:
    """The till worked the tax out when it sold; what it charged is what goes back."""
    price = minor(given["unit"]) * given["qty"]
    rate = int(given.get("tax_rate") or given["rate"])
    is_inside = given.get("tax_included", False)
    tax = round_half_up(Fraction(price * rate, 100 + rate * is_inside))

    option = refunded([sold(1, given["qty"], price if is_inside else price + tax, tax=tax)])

    told = expected.get("tax") or expected["tax_lines"][0]["tax"]
    assert (option.amount, option.tax) == (minor(expected["refund"]), minor(told))


def keeps_included_tax_inside(given: Figures, expected: Figures) -> None:
    option = refunded([sold(1, 1, minor(given["amount"]), tax=minor(given["included_tax"]))])

    assert option.amount == minor(given["amount"])
    if "net" in expected:
        assert option.amount - option.tax == minor(expected["net"])
    else:
        assert option.amount == minor(expected["total"])


def mirrors_what_was_charged(given: Figures, expected: Figures) -> None:
    digits = 0 if given.get("currency") == "JPY" else 2
    gross, tax = minor(expected["gross"], digits), minor(expected["tax"], digits)

    assert one_by_one(gross, tax, given.get("lines", 1)) == (gross, tax)
    if "net" in expected:
        assert gross - tax == minor(expected["net"], digits)


def mirrors_a_net_total(given: Figures, expected: Figures) -> None:
    gross, net = minor(expected["gross"]), minor(expected["net"])

    assert one_by_one(gross, gross - net, given["qty"]) == (gross, gross - net)


def mirrors_taxed_lines(given: Figures, expected: Figures) -> None:
    """The totals of the receipt, spread over its lines, come back whole."""
    weights = [minor(line) for line in given["lines"]] if "lines" in given else given["qtys"]
    gross, tax = minor(expected["gross"]), minor(expected["tax"])
    parts = list(zip(allocate(gross, weights), allocate(tax, weights), strict=True))

    option = refunded([sold(n, 1, paid, tax=t) for n, (paid, t) in enumerate(parts, 1)])

    assert (option.amount, option.tax) == (gross, tax)
    assert option.amount - option.tax == minor(expected["net"])


def adds_tax_line_by_line(given: Figures, expected: Figures) -> None:
    lines = []
    for number, line in enumerate(given["lines"], 1):
        net = minor(line["unit"]) * line["qty"] - minor(line.get("discount", "0"))
        tax = basis_points_of(net, int(line["rate"]) * 100)
        lines.append(sold(number, line["qty"], net + tax, tax=tax))

    option = refunded(lines)

    assert (option.amount, option.tax) == (minor(expected["total"]), minor(expected["tax"]))

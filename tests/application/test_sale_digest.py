"""The fingerprint of a sale is spelt as it always was, and never by chance."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal

import pytest

from builders import line, sale, tender
from returns_desk.application.sale_digest import sale_digest
from returns_desk.domain.sale import LineTax, Sale


class OtherOrder(frozenset[str]):
    """A set that tells its members in the order in which another process might."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__(), reverse=True))

    def __repr__(self) -> str:
        return f"frozenset({{{', '.join(map(repr, self))}}})"


def as_journals_have_it(of: Sale) -> str:
    document = asdict(replace(of, customer=None))
    text = json.dumps(document, sort_keys=True, default=str, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("marks", [frozenset[str](), frozenset({"opened_box"})])
def test_the_spelling_is_the_one_in_journals(marks: frozenset[str]) -> None:
    taxes = (LineTax("STATE", 688, 127), LineTax("CITY", 50, 10))
    goods = line(marks=marks, quantity=Decimal("1.250"), use_by=date(2026, 12, 1), taxes=taxes)
    of = replace(sale(lines=[goods], tenders=[tender(last4="1234")]), currency="AMD")

    assert sale_digest(of) == as_journals_have_it(of)
    assert sale_digest(sale()) == as_journals_have_it(sale())


def test_who_bought_does_not_count() -> None:
    assert sale_digest(replace(sale(), customer="c-1")) == sale_digest(sale())


def test_several_marks_are_spelt_in_one_order() -> None:
    marks = {"opened_box", "clearance", "gift"}
    one = sale(lines=[line(marks=frozenset(marks))])
    other = sale(lines=[line(marks=OtherOrder(marks))])

    assert sale_digest(one) == sale_digest(other)
    assert sale_digest(one) != sale_digest(sale(lines=[line(marks=frozenset({"gift"}))]))

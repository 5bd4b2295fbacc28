"""What must hold for any POSLog: valid ones come back as they were, broken ones get a sentence."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from adapters.sales.poslog.conftest import GOLDEN, item, read_file, sale_xml, tender
from returns_desk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from returns_desk.adapters.sales.readings import Reading

BASES = [*sorted(GOLDEN.glob("*.xml"))]
CENTS = st.integers(min_value=1, max_value=10**7)


@dataclass(frozen=True)
class MadeSale:
    """Goods (cents, quantity, taxable), a discount, taxes and payments that add up."""

    goods: list[tuple[int, int, bool]]
    discount: int
    taxes: list[int]
    change: int

    @property
    def total(self) -> int:
        return sum(cents for cents, _, _ in self.goods) - self.discount + sum(self.taxes)

    def xml(self) -> str:
        lines = "".join(
            item(n, f"S{n}", _major(cents), f"<Quantity>{quantity}</Quantity>").replace(
                "<Sale>", f'<Sale TaxableFlag="{str(taxable).lower()}">'
            )
            for n, (cents, quantity, taxable) in enumerate(self.goods, start=1)
        )
        other = f"<Discount><Amount>{_major(self.discount)}</Amount></Discount>"
        taxes = "".join(_line(200 + n, f"<Tax><Amount>{_major(x)}</Amount></Tax>")
                        for n, x in enumerate(self.taxes))  # fmt: skip
        change = "<TenderChange><Amount>" + _major(self.change) + "</Amount></TenderChange>"
        paid = tender(300, _major(self.total + self.change), inner=change)
        return sale_xml(lines + _line(100, other) + taxes + paid)


def _major(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _line(number: int, inner: str) -> str:
    return f"<LineItem><SequenceNumber>{number}</SequenceNumber>{inner}</LineItem>"


@st.composite
def made_sales(draw: st.DrawFn) -> MadeSale:
    goods = draw(
        st.lists(st.tuples(CENTS, st.integers(1, 99), st.booleans()), min_size=1, max_size=8)
    )
    discount = draw(st.integers(0, sum(x[0] for x in goods) // 2))
    # Without a taxable line left there is nothing that a tax could stand in.
    taxable = any(x[2] for x in goods) and discount < sum(x[0] for x in goods if x[2])
    taxes = draw(st.lists(st.integers(1, 10**6), max_size=3)) if taxable else []
    return MadeSale(goods, discount, taxes, draw(st.integers(0, 5000)))


def _sentence_or_readings(content: bytes) -> str | list[Reading]:
    """The refusal's sentence, or what was read; any other exception fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "till.xml"
        file.write_bytes(content)
        try:
            return read_file(file) or "nothing in it"
        except InvalidInput as refusal:
            return refusal.message


@given(made_sales())
def test_a_sale_that_adds_up_is_read_back_to_the_cent(made: MadeSale) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "till.xml"
        file.write_text(made.xml(), encoding="utf-8")
        (reading,) = read_file(file)
    sale = reading.sale

    assert reading.bad is None
    assert sale is not None
    assert sum(x.paid for x in sale.lines) == made.total
    assert sum(x.amount - x.change for x in sale.tenders) == made.total
    assert sum(x.tax for x in sale.lines) == sum(made.taxes)
    assert sum(x.discount for x in sale.lines) == made.discount
    assert [x.quantity for x in sale.lines] == [Decimal(x[1]) for x in made.goods]
    assert all(0 <= x.tax <= x.paid for x in sale.lines)
    taxed = {x.line for x in sale.lines if x.tax}
    assert taxed <= {n for n, x in enumerate(made.goods, start=1) if x[2]}
    assert {x.code for x in reading.doubts} <= {"discount_shared"}


@given(st.sampled_from(BASES), st.data())
def test_whatever_is_broken_there_is_a_sentence_and_never_anything_else(
    base: Path, data: st.DataObject
) -> None:
    content = bytearray(base.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["set", "cut", "put", "repeat"]))
        piece = data.draw(st.sampled_from(_PIECES) | st.binary(min_size=1, max_size=6))
        if kind == "set":
            content[at : at + len(piece)] = piece
        elif kind == "put":
            content[at:at] = piece
        elif kind == "cut":
            del content[at : at + data.draw(st.integers(1, 400))]
        else:
            content[at:at] = content[at : at + data.draw(st.integers(1, 400))]

    assert _sentence_or_readings(bytes(content))


_TEXTS = st.sampled_from(
    ["", "0", "-1", "1e9", "0.5", "-0", "999999999999", "1,5", "NaN", "x" * 300, "2026-02-30",
     "9999-12-31T23:59:59Z", "1970-01-01T00:00:00+14:00", "2026-11-07T25:00:00", "true", "\u0661",
     "1970-01-01T00:00:00Z", "X" * 3, "JPY", "KWD", "-3.333", "2.5", "Refund", "0000000000000"]
)  # fmt: skip
_PIECES = [
    b"<",
    b">",
    b"&",
    b"'",
    b'"',
    b"-",
    b"\xff",
    b"\x00",
    b"</Sale>",
    b"<Tender/>",
    b"9" * 30,
]


@given(st.sampled_from(BASES), st.data())
def test_any_value_in_any_place_gives_a_reading(base: Path, data: st.DataObject) -> None:
    parts = base.read_text(encoding="utf-8").split(">")
    texts = [n for n, part in enumerate(parts) if part.partition("<")[0].strip()]
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.sampled_from(texts))
        parts[at] = data.draw(_TEXTS) + "<" + parts[at].partition("<")[2]

    assert _sentence_or_readings(">".join(parts).encode())

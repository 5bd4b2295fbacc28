"""Spoilt Square records: whatever stands in a field, only its own record is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from returns_desk.adapters.sales.square import read_square
from support.mangled_json import mangled
from support.shop_orders import golden_cases, read_whatever

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = [case["input"] for case in golden_cases("square")]


@given(text=mangled(WHOLE))
@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_spoilt_record_is_refused_alone_or_read(text: str, tmp_path: Path) -> None:
    one_line = read_whatever(read_square, tmp_path, text)
    between_two = read_whatever(read_square, tmp_path, f"[{text}, {text}]")

    # What is read alone is read the same among others.
    assert [x.sale for x in between_two] in ([], [x.sale for x in one_line] * 2)

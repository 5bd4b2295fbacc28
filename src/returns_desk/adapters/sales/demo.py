"""The sales of the demo shop, dated from the moment the demo starts.

Owns turning `days_ago` and `time` of resources/demo/sales.json into real receipts. What the
shop sells is data; this module holds no sale.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from returns_desk.adapters.sales.documents import sale_from_json
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.domain.errors import EnvironmentFault, InvalidInput
from returns_desk.domain.sale import Sale


def fill_demo_store(store: SaleStore, path: Path, now: datetime) -> None:
    """Put the demo shop's sales into a store, but for receipts that it has already.

    Raises:
        EnvironmentFault: the program's own file is damaged.

    """
    # A demo that was started earlier today dated its plums a little otherwise: they stay.
    store.add(sale for sale in demo_sales(path, now) if store.receipt(sale.receipt) is None)


def demo_sales(path: Path, now: datetime) -> Iterator[Sale]:
    """Yield the demo shop's sales as of `now`, which has an offset.

    A sale of today that would lie ahead of `now` is dated a minute before it, so that whoever
    starts the demo in the morning finds the plums as well. Receipts are numbered like
    3141-07-20261107-0042: store, terminal, day of sale, number.

    Raises:
        EnvironmentFault: the program's own file is damaged.

    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        for record in document["sales"]:
            yield _sale(record, document, now.astimezone(ZoneInfo(document["zone"])))
    except (OSError, ValueError, KeyError, InvalidInput) as problem:
        message = "The demo shop's own sales can't be read; install the program again."
        raise EnvironmentFault(message, code="demo_damaged") from problem


def _sale(record: dict[str, Any], shop: dict[str, Any], now: datetime) -> Sale:
    parts = dict(record)
    sold_at = _moment(parts.pop("days_ago"), parts.pop("time"), now)
    number = parts.pop("number")
    terminal = parts["terminal"]
    parts["receipt"] = f"{shop['store']}-{terminal}-{sold_at:%Y%m%d}-{number:04}"
    parts["sold_at"] = sold_at.isoformat()
    delivered = parts.pop("delivered", None)
    if delivered is not None:
        moment = _moment(delivered["days_ago"], delivered["time"], now)
        parts["delivered_at"] = moment.isoformat()
    common = {"store": shop["store"], "jurisdiction": shop["jurisdiction"]}
    common["currency"] = shop["currency"]
    return sale_from_json(json.dumps({**common, **parts}))


def _moment(days_ago: int, clock: str, now: datetime) -> datetime:
    hour, minute = clock.split(":")
    day = now - timedelta(days=days_ago)
    moment = day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    return min(moment, now.replace(microsecond=0) - timedelta(minutes=1))

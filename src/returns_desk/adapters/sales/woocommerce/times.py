"""WooCommerce's times: the shop's clock and the same moment in UTC, both without an offset.

Owns the offset, which is the difference of the two.
"""

from datetime import UTC, datetime, timedelta, timezone

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_reading import Shop

_LARGEST_OFFSET = timedelta(hours=15)


def time_of(source: JsonObject, key: str, shop: Shop) -> datetime | None:
    """Read a moment; by the shop's zone where the time in UTC is not said.

    Raises:
        InvalidInput: it is no time, or the two are not the same moment anywhere.

    """
    local, utc = source.time(key, UTC), source.time(f"{key}_gmt", UTC)
    if local is None or utc is None:
        return utc or source.time(key, shop.zone)
    if str(source.values[key]).endswith("Z") or local.utcoffset():
        return local
    offset = local - utc
    if abs(offset) > _LARGEST_OFFSET or offset % timedelta(minutes=1):
        message = "this is not the same moment as its time in GMT: export the order again"
        raise source.refused(key, message, "bad_date")
    return local.replace(tzinfo=timezone(offset))

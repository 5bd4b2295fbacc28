"""The demo shop's pack with another issuer of store credit, or with a fiscal till.

Owns the few lines that differ; everything else is the pack that ships.
"""

from pathlib import Path
from typing import Final

from returns_desk.adapters.resources import resource_path

BY_NUMBER: Final = 'store_credit_issuer = "number"\n'
# So long that no test ends with it.
BY_VOUCHER: Final = 'store_credit_issuer = "voucher"\nstore_credit_days = 36600\n'
FISCAL_TILL: Final = "cash_through_fiscal_till = true\n"


def pack_with(folder: Path, settings: str) -> Path:
    """A file with the demo shop's pack under these settings too."""
    shipped = resource_path("policies", "shop", "demo.toml").read_text(encoding="utf-8")
    made = folder / "shop.toml"
    made.write_text(shipped.replace("[settings]\n", f"[settings]\n{settings}", 1), "utf-8")
    return made

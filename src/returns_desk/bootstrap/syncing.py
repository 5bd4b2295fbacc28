"""What a running desk has to do with the shop's hub, where one is set up: sending and claims.

Owns its wiring. A desk without a hub begins no thread and loads no driver.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol, Self

from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.adapters.resources import resources_root
from returns_desk.application.claims_at_hub import NoHub
from returns_desk.application.hub_sending import HubSending, NoSending
from returns_desk.bootstrap.surroundings import DeskSurroundings

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile
    from returns_desk.adapters.sales.sale_store import SaleStore
    from returns_desk.application.claims_at_hub import ClaimsAtHub


def claiming(profile: Profile, sales: SaleStore) -> AbstractContextManager[ClaimsAtHub]:
    """The hub's word on lines, for as long as the block lasts."""
    if not profile.configuration.sync.dsn:
        return nullcontext(NoHub())
    # Late: only a desk with a hub needs it.
    from returns_desk.adapters.hub.line_claims import LineClaims  # noqa: PLC0415 -- see above
    from returns_desk.adapters.hub.sync_access import SyncAccess  # noqa: PLC0415 -- see above

    return LineClaims(SyncAccess(profile).dsn, sales)


class Sending(HubSending, Protocol):
    """A sending that begins with a block and ends with it."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class NothingToSend(NoSending):
    """A counter without a hub, as a block."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


def syncing(profile: Profile) -> Sending:
    """The sending, for as long as the block lasts; nothing is begun before."""
    if not profile.configuration.sync.dsn:
        return NothingToSend()
    # Late: only a desk with a hub needs it.
    from returns_desk.adapters.hub.background import (  # noqa: PLC0415 -- see above
        BackgroundSync,
    )
    from returns_desk.adapters.hub.sync_access import SyncAccess  # noqa: PLC0415 -- see above

    around = DeskSurroundings(profile.directory, resources_root(), profile.clock, write_slip)
    return BackgroundSync(SyncAccess(profile), around.report)

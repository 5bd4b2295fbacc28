"""A demo's or training's profile reaches nothing real, whatever its configuration says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sync_configuration import SyncConfiguration
from returns_desk.application.hub_sending import HubState
from returns_desk.bootstrap.syncing import syncing
from returns_desk.bootstrap.training import kept_apart

if TYPE_CHECKING:
    from pathlib import Path


def test_a_training_sends_nothing_to_the_shops_hub(tmp_path: Path) -> None:
    with Profile.demo(tmp_path / "training") as profile:
        hub = SyncConfiguration(dsn="host=hub.example dbname=returns user=till")
        profile.configuration = profile.configuration.model_copy(update={"sync": hub})

        with syncing(kept_apart(profile)) as sending:
            assert sending.state() == HubState(is_set_up=False)

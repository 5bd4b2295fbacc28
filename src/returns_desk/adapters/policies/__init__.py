"""Policy packs: TOML files in, checked `Pack`s and a `Policy` out.

Owns the file format. `reader` reads one file, `policy_files` finds the packs in force; rules
are judged by the engine alone.
"""

from returns_desk.adapters.policies.policy_files import (
    LoadedPolicy,
    PolicyFiles,
    check_pack_file,
    check_together,
    load_policy,
)
from returns_desk.adapters.policies.problems import PackProblem, UnusablePack
from returns_desk.adapters.policies.reader import LoadedPack, read_pack

__all__ = [
    "LoadedPack",
    "LoadedPolicy",
    "PackProblem",
    "PolicyFiles",
    "UnusablePack",
    "check_pack_file",
    "check_together",
    "load_policy",
    "read_pack",
]

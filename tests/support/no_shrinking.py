"""A plugin for runs that are expected to fail: hypothesis reports the first failure as it is.

Owns one profile, `no-shrinking`; looking for a smaller example takes a hundred times as long.
"""

from hypothesis import Phase, settings

settings.register_profile("no-shrinking", phases=(Phase.generate,), deadline=None, database=None)

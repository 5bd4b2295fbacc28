"""Use cases of the counter and the ports they need; no Qt, no SQL, no network."""

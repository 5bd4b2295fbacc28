"""Packs that were published from this profile: their texts, their seals, the ones in force."""

"""Backups, restoring and exports of a profile.

Owns every copy of a profile's data that leaves its files. It must not decide about returns.
"""

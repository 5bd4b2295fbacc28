"""Who may sign in: people, their PINs and badges."""

from returns_desk.adapters.operators.operators_file import OperatorsFile

__all__ = ["OperatorsFile"]

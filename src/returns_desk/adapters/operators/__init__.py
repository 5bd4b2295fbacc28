"""Who may sign in: people, their PINs and badges."""

from returns_desk.adapters.operators.operators_file import OperatorsFile
from returns_desk.adapters.operators.staff_file import StaffFile

__all__ = ["OperatorsFile", "StaffFile"]

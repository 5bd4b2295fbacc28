"""Cases and sales as JSON: text in, domain objects out, and back again.

Owns the JSON of CONTRACT.md's `case` and `sale`, and their published schemas. Decides nothing.
"""

from returns_desk.adapters.case_files.reader import read_case, sale_from_json
from returns_desk.adapters.case_files.writer import case_to_json, sale_to_json

__all__ = ["case_to_json", "read_case", "sale_from_json", "sale_to_json"]

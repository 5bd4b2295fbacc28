"""The JSON Schemas that the program publishes, made from the shapes that check the data.

Owns names and titles only.
"""

from typing import Any

from pydantic import BaseModel

from returns_desk.adapters.case_files.board_shape import BoardShape
from returns_desk.adapters.case_files.shapes import CaseShape, SaleShape
from returns_desk.adapters.handover.return_shape import ReturnShape, VoidShape
from returns_desk.adapters.policies.shapes import PackShape

SHAPES: dict[str, type[BaseModel]] = {
    "case": CaseShape,
    "board": BoardShape,
    "sale": SaleShape,
    "policy": PackShape,
    "return": ReturnShape,
    "void": VoidShape,
}
"""By the name that `returns-desk schema` takes."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of that name."""
    schema = SHAPES[name].model_json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": name.capitalize(),
    }

"""A sale may be written to the importer and to `board`: both know every key that a sale has."""

from dataclasses import fields

import pytest
from pydantic import BaseModel

from returns_desk.adapters.case_files import shapes
from returns_desk.adapters.sales import documents
from returns_desk.domain.sale import LineTax, Sale, SaleLine, SaleTender


@pytest.mark.parametrize(
    ("kind", "imported", "judged"),
    [
        (Sale, documents.SaleDocument, shapes.SaleShape),
        (SaleLine, documents.LineDocument, shapes.LineShape),
        (SaleTender, documents.TenderDocument, shapes.TenderShape),
        (LineTax, documents.TaxDocument, shapes.TaxShape),
    ],
)
def test_both_readers_of_a_sale_know_all_its_keys(
    kind: type[Sale | SaleLine | SaleTender | LineTax],
    imported: type[BaseModel],
    judged: type[BaseModel],
) -> None:
    keys = {field.name for field in fields(kind)}

    assert set(imported.model_fields) == keys
    assert set(judged.model_fields) == keys

"""The closed lists of words in a case, as pydantic types.

Owns which list each is. How a word is read, and the sentence where it is none, is in `scalars`.
"""

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from returns_desk.adapters.case_files.scalars import word_of, word_schema
from returns_desk.domain import case as cases
from returns_desk.domain import sale as sales

Reason = Annotated[
    cases.Reason, BeforeValidator(word_of(cases.Reason)), WithJsonSchema(word_schema(cases.Reason))
]
Condition = Annotated[
    cases.Condition,
    BeforeValidator(word_of(cases.Condition)),
    WithJsonSchema(word_schema(cases.Condition)),
]
Missing = Annotated[
    cases.Missing,
    BeforeValidator(word_of(cases.Missing)),
    WithJsonSchema(word_schema(cases.Missing)),
]
Severity = Annotated[
    cases.Severity,
    BeforeValidator(word_of(cases.Severity)),
    WithJsonSchema(word_schema(cases.Severity)),
]
Authorisation = Annotated[
    cases.RefundAuthorisation,
    BeforeValidator(word_of(cases.RefundAuthorisation)),
    WithJsonSchema(word_schema(cases.RefundAuthorisation)),
]
Channel = Annotated[
    sales.Channel,
    BeforeValidator(word_of(sales.Channel)),
    WithJsonSchema(word_schema(sales.Channel)),
]
Buyer = Annotated[
    sales.Buyer, BeforeValidator(word_of(sales.Buyer)), WithJsonSchema(word_schema(sales.Buyer))
]
LineKind = Annotated[
    sales.LineKind,
    BeforeValidator(word_of(sales.LineKind)),
    WithJsonSchema(word_schema(sales.LineKind)),
]
TenderType = Annotated[
    sales.TenderType,
    BeforeValidator(word_of(sales.TenderType)),
    WithJsonSchema(word_schema(sales.TenderType)),
]
CardEntry = Annotated[
    sales.CardEntry,
    BeforeValidator(word_of(sales.CardEntry)),
    WithJsonSchema(word_schema(sales.CardEntry)),
]
ReturnedBy = Annotated[
    cases.ReturnedBy,
    BeforeValidator(word_of(cases.ReturnedBy)),
    WithJsonSchema(word_schema(cases.ReturnedBy)),
]
ReturnCheck = Annotated[
    cases.ReturnCheck,
    BeforeValidator(word_of(cases.ReturnCheck)),
    WithJsonSchema(word_schema(cases.ReturnCheck)),
]

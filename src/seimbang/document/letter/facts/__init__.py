"""
What letters are written from: plain facts, frozen. Dates are dates, names are names.

No field holds an address, health, family, a reason of an objection, a score or a place
in a plan: what is not here cannot get into a letter. All names are as letters write
them ("Bupati Batang Hari", "SDN 12 Rantau"); empty means: there is none.
"""

from __future__ import annotations

from seimbang.document.letter.facts.after import (
    Addendum,
    Answer,
    Assignment,
    Copies,
    Cover,
    Handout,
    Handover,
    Start,
)
from seimbang.document.letter.facts.asking import (
    Consent,
    Effect,
    Memo,
    Nominee,
    Request,
    Rule,
    Staff,
    Usul,
)
from seimbang.document.letter.facts.common import (
    Cited,
    Gap,
    Head,
    Local,
    Person,
    Place,
    Signed,
    Signer,
)
from seimbang.document.letter.facts.deciding import (
    Change,
    Correction,
    Decree,
    Extract,
    Heard,
    Member,
    Minutes,
    ObjectionDecision,
    ObjectionReceipt,
    Transfer,
)

__all__ = [
    "Addendum",
    "Answer",
    "Assignment",
    "Change",
    "Cited",
    "Consent",
    "Copies",
    "Correction",
    "Cover",
    "Decree",
    "Effect",
    "Extract",
    "Gap",
    "Handout",
    "Handover",
    "Head",
    "Heard",
    "Local",
    "Member",
    "Memo",
    "Minutes",
    "Nominee",
    "ObjectionDecision",
    "ObjectionReceipt",
    "Person",
    "Place",
    "Request",
    "Rule",
    "Signed",
    "Signer",
    "Staff",
    "Start",
    "Transfer",
    "Usul",
]
